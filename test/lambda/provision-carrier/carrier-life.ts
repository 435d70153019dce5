import { exotelCredentials, ExotelConnection } from '../../../lambda/adapters/carriers/exotel';
import { twilioCredentials, TwilioConnection } from '../../../lambda/adapters/carriers/twilio';
import { vobizCredentials, VobizConnection } from '../../../lambda/adapters/carriers/vobiz';
import type { CarrierNotes } from '../../../lambda/core/carriers/carrier-notes';
import { ByonError } from '../../../lambda/core/errors';
import { customResource } from '../../../lambda/custom-resource/handler';
import { markOf } from '../../../lambda/custom-resource/owner';
import { putByFetch } from '../../../lambda/custom-resource/put';
import type { ResourceKind } from '../../../lambda/custom-resource/resource-kind';
import type { Services } from '../../../lambda/provision-carrier/services';
import { VirtualClock } from '../../../local/clock';
import { CarrierNotebook } from '../../fakes/carrier-notes';
import type { FaultTarget } from '../../fakes/planned-faults';
import { RecordingLog } from '../../fakes/ports';
import { CloudFormation, type Template } from '../custom-resource/cloudformation';

const LAMBDA_TIMEOUT_MS = 540_000;

export const SECRET_ARN = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:carrier-AbCdEf';
export const TABLE = 'byon-registry';

/** What every fake carrier has. */
export interface Carrier {
  fetch: typeof fetch;
  /** The same without a socket, where the fake can do so. */
  fetchInProcess?: typeof fetch;
  faults: {
    before(target: FaultTarget, how?: { status?: number; times?: number }): void;
    after(target: FaultTarget, how?: { status?: number; times?: number }): void;
    throttle(target: FaultTarget, times?: number): void;
    clear(): void;
  };
  journal: readonly { operation: string }[];
  forbidden: readonly unknown[];
  close(): Promise<void>;
}

type Kinds = (services: Services) => Readonly<Record<string, ResourceKind<unknown>>>;

/** A resource that never comes about: whatever stands before it in a template is rolled back. */
const failing: ResourceKind<unknown> = {
  properties: {
    safeParse: (data: unknown) => ({ success: true, data }),
  } as ResourceKind<unknown>['properties'],
  create: () => Promise.reject(new ByonError('a failure of the test')),
  update: () => Promise.reject(new ByonError('a failure of the test')),
  delete: async () => undefined,
};
export const FAILING: Template = { Failing: { type: 'Custom::Failing', properties: {} } };

/** A stack at CloudFormation, a carrier, and the provisioning function between them. */
export class CarrierLife {
  readonly clock = new VirtualClock();
  readonly log = new RecordingLog();
  readonly notes = new CarrierNotebook();
  /** By ARN. */
  readonly secrets = new Map<string, string>();
  /** By `<bucket>/<key>`. */
  readonly files = new Map<string, unknown>();
  stack!: CloudFormation;
  private diesAfter: number | undefined;
  private steps = 0;
  private die: () => void = () => undefined;

  private constructor(
    readonly carrier: Carrier,
    private readonly kinds: Kinds,
  ) {}

  static async open(carrier: Carrier, kinds: Kinds): Promise<CarrierLife> {
    const life = new CarrierLife(carrier, kinds);
    life.stack = await CloudFormation.open((event) => life.invoke(event));
    return life;
  }

  async close(): Promise<void> {
    await Promise.all([this.carrier.close(), this.stack.close()]);
  }

  /**
   * The function's process dies after the nth step from now on, which took effect: a request to the carrier, or a
   * write to the table. Lambda sends the event again.
   */
  dieAfter(step: number): void {
    this.diesAfter = this.steps + step;
  }

  /** Nothing goes wrong any more. */
  clearFaults(): void {
    this.carrier.faults.clear();
    this.notes.faults.clear();
    this.diesAfter = undefined;
  }

  private async invoke(event: Record<string, unknown>): Promise<void> {
    const { handler, died } = this.coldStart();
    const ended = await Promise.race([
      handler(event, { getRemainingTimeInMillis: () => LAMBDA_TIMEOUT_MS }),
      died,
    ]);
    if (ended === 'died') await this.invoke(event);
  }

  private coldStart() {
    const { clock, log } = this;
    let dead = false;
    const died = new Promise<'died'>((resolve) => {
      this.die = () => {
        dead = true;
        resolve('died');
      };
    });
    const mortal = <T>(work: () => Promise<T>): Promise<T> => (dead ? forever() : this.step(work));
    const handler = customResource({
      types: { ...this.kinds(this.services(mortal)), 'Custom::Failing': failing },
      clock,
      log,
      put: (url, body) => clock.during(async () => (dead ? { status: 200 } : putByFetch(url, body))),
    });
    return { handler, died };
  }

  /** What the process dies of is done, but nobody learns of it. */
  private async step<T>(work: () => Promise<T>): Promise<T> {
    const number = ++this.steps;
    const done = await work();
    if (number !== this.diesAfter) return done;
    this.die();
    return forever();
  }

  private services(mortal: <T>(work: () => Promise<T>) => Promise<T>): Services {
    const { clock } = this;
    const reach = this.carrier.fetchInProcess ?? this.carrier.fetch;
    // Time stands still while a request is on its way.
    const fetch: typeof globalThis.fetch = (...asked) => mortal(() => clock.during(() => reach(...asked)));
    const secretText = async (arn: string) => this.secrets.get(arn) ?? '';
    return {
      twilio: async (arn) =>
        new TwilioConnection({ credentials: twilioCredentials.parse(await secretText(arn)), clock, fetch }),
      vobiz: async (arn) =>
        new VobizConnection({ credentials: vobizCredentials.parse(await secretText(arn)), clock, fetch }),
      exotel: async (arn, cluster) =>
        new ExotelConnection({
          credentials: exotelCredentials.parse(await secretText(arn)),
          cluster,
          clock,
          fetch,
        }),
      secretText,
      notes: (_, owner) => mortalNotes(this.notes.of(markOf(owner)), mortal),
      readJson: async (bucket, key) => structuredClone(this.files.get(`${bucket}/${key}`)),
    };
  }
}

function mortalNotes(notes: CarrierNotes, mortal: <T>(work: () => Promise<T>) => Promise<T>): CarrierNotes {
  return {
    ...notes,
    saveNumber: (note) => mortal(() => notes.saveNumber(note)),
    forgetNumber: (number) => mortal(() => notes.forgetNumber(number)),
    savePart: (name, value) => mortal(() => notes.savePart(name, value)),
    forgetPart: (name) => mortal(() => notes.forgetPart(name)),
  };
}

function forever<T>(): Promise<T> {
  return new Promise(() => undefined);
}
