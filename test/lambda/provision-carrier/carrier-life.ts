import type { ZodType } from 'zod';
import { exotelCredentials, ExotelConnection } from '../../../lambda/adapters/carriers/exotel';
import { twilioCredentials, TwilioConnection } from '../../../lambda/adapters/carriers/twilio';
import { vobizCredentials, VobizConnection } from '../../../lambda/adapters/carriers/vobiz';
import type { CarrierNotes } from '../../../lambda/core/carriers/carrier-notes';
import { ByonError } from '../../../lambda/core/errors';
import { customResource } from '../../../lambda/custom-resource/handler';
import { markOf } from '../../../lambda/custom-resource/owner';
import type { ResourceKind } from '../../../lambda/custom-resource/resource-kind';
import type { Services } from '../../../lambda/provision-carrier/services';
import { VirtualClock } from '../../../local/clock';
import { CarrierNotebook } from '../../fakes/carrier-notes';
import type { FakeExotel } from '../../fakes/exotel';
import { RecordingLog } from '../../fakes/ports';
import type { FakeTwilio } from '../../fakes/twilio';
import type { FakeVobiz } from '../../fakes/vobiz';
import { CloudFormation, type Template } from '../custom-resource/cloudformation';
import { Line } from './line';

const LAMBDA_TIMEOUT_MS = 540_000;

const SECRETS = 'arn:aws:secretsmanager:us-east-1:111122223333:secret:';
export const SECRET_ARN = `${SECRETS}carrier-AbCdEf`;
/** Another account at the same carrier. */
export const SECOND_SECRET_ARN = `${SECRETS}carrier-second-AbCdEf`;
export const TABLE = 'byon-registry';

export type Carrier = FakeTwilio | FakeVobiz | FakeExotel;

/** An account at a carrier. */
export interface Account<Fake extends Carrier = Carrier> {
  carrier: Fake;
  /** What the secret of its credentials holds. */
  secret: string;
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

/** A stack at CloudFormation, one or two accounts at a carrier, and the provisioning function between them. */
export class CarrierLife {
  readonly clock = new VirtualClock();
  readonly log = new RecordingLog();
  readonly notes = new CarrierNotebook();
  readonly line = new Line();
  readonly stack = new CloudFormation((event) => this.invoke(event));
  /** By ARN. */
  readonly secrets = new Map<string, string>();
  /** By `<bucket>/<key>`. */
  readonly files = new Map<string, unknown>();
  private readonly deaths = new Set<number>();
  private steps = 0;
  private die: () => void = () => undefined;

  /** @param second the account of `SECOND_SECRET_ARN`; any other secret leads to the first. */
  constructor(
    private readonly kinds: Kinds,
    private readonly first: Account,
    private readonly second?: Account,
  ) {
    this.secrets.set(SECRET_ARN, first.secret);
    if (second) this.secrets.set(SECOND_SECRET_ARN, second.secret);
  }

  /**
   * The function's process dies after the nth step from now on, which took effect: a request to a carrier, or a
   * write to the table. Lambda sends the event again.
   */
  dieAfter(step: number): void {
    this.deaths.add(this.steps + step);
  }

  /** Nothing goes wrong any more. */
  calm(): void {
    this.line.calm();
    this.stack.calm();
    this.notes.faults.clear();
    for (const account of [this.first, this.second]) account?.carrier.faults.clear();
    this.deaths.clear();
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
    const { clock, log, stack } = this;
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
      put: (url, body) => clock.during(async () => (dead ? { status: 200 } : stack.put(url, body))),
    });
    return { handler, died };
  }

  /** What the process dies of is done, but nobody learns of it. */
  private async step<T>(work: () => Promise<T>): Promise<T> {
    const number = ++this.steps;
    const done = await work();
    if (!this.deaths.has(number)) return done;
    this.die();
    return forever();
  }

  private services(mortal: <T>(work: () => Promise<T>) => Promise<T>): Services {
    const { clock, line } = this;
    const secretText = async (arn: string) => this.secrets.get(arn) ?? '';
    const opened = async <T>(arn: string, schema: ZodType<T>) => {
      const text = await secretText(arn);
      if (text === '') throw new ByonError(`the secret ${arn} holds nothing; fill it`);
      const { carrier } = (arn === SECOND_SECRET_ARN && this.second) || this.first;
      // Time stands still while a request is on its way.
      const fetch: typeof globalThis.fetch = (...asked) =>
        mortal(() => clock.during(() => line.carry(carrier.fetchInProcess, ...asked)));
      return { credentials: schema.parse(text), clock, fetch };
    };
    return {
      twilio: async (arn) => new TwilioConnection(await opened(arn, twilioCredentials)),
      vobiz: async (arn) => new VobizConnection(await opened(arn, vobizCredentials)),
      exotel: async (arn, cluster) =>
        new ExotelConnection({ ...(await opened(arn, exotelCredentials)), cluster }),
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
    heirOf: async (number) => {
      const heir = await notes.heirOf(number);
      return heir && { ...heir, save: (note) => mortal(() => heir.save(note)) };
    },
    savePart: (name, value) => mortal(() => notes.savePart(name, value)),
    forgetPart: (name) => mortal(() => notes.forgetPart(name)),
  };
}

function forever<T>(): Promise<T> {
  return new Promise(() => undefined);
}
