import { TwilioConnection } from '../../../lambda/adapters/carriers/twilio';
import { ByonError } from '../../../lambda/core/errors';
import { customResource } from '../../../lambda/custom-resource/handler';
import { markOf } from '../../../lambda/custom-resource/owner';
import { putByFetch } from '../../../lambda/custom-resource/put';
import type { Services } from '../../../lambda/provision-carrier/services';
import { twilioTrunkKind } from '../../../lambda/provision-carrier/twilio-trunk';
import { VirtualClock } from '../../../local/clock';
import { RecordingLog } from '../../fakes/ports';
import { startTwilio, type FakeTwilio } from '../../fakes/twilio';
import { CloudFormation, type Properties, type Template } from '../custom-resource/cloudformation';

const LAMBDA_TIMEOUT_MS = 540_000;

/** Secrets that hold the credentials of two accounts, of one that Twilio doesn't know, and none. */
export const SECRETS = {
  ours: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:twilio-AbCdEf',
  second: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:twilio-second-AbCdEf',
  wrong: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:twilio-wrong-AbCdEf',
  empty: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:twilio-empty-AbCdEf',
  callKey: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:call-key-AbCdEf',
};
export const CALL_KEY_SECRET = 'planted-call-key-secret-of-32-characters';

/** What the line to Twilio does to one request. The time of a time-out is not waited for. */
export type LineFault = 'refuses' | 'times out after it' | 'garbles the answer' | 'dies after it';

/** A stack with one trunk, its CloudFormation, two accounts at Twilio, and the function between them. */
export class TwilioStack {
  readonly clock = new VirtualClock();
  readonly log = new RecordingLog();
  stack!: CloudFormation;
  private requests = 0;
  private readonly faults = new Map<number, LineFault>();
  private die: () => void = () => undefined;

  private constructor(
    readonly ours: FakeTwilio,
    readonly second: FakeTwilio,
  ) {}

  static async open(): Promise<TwilioStack> {
    const second = { accountSid: `AC${'0c'.repeat(16)}`, username: `SK${'0d'.repeat(16)}` };
    const twilio = new TwilioStack(await startTwilio(), await startTwilio(second));
    twilio.stack = await CloudFormation.open((event) => twilio.invoke(event));
    return twilio;
  }

  async close(): Promise<void> {
    await Promise.all([this.ours.close(), this.second.close(), this.stack.close()]);
  }

  /** The mark of the trunk's owner. */
  get mark(): string {
    return markOf({ stackId: this.stack.stackId, logicalId: 'Trunk' });
  }

  /** To the nth request from now on, counted over both accounts. */
  disturb(call: number, fault: LineFault): void {
    this.faults.set(this.requests + call, fault);
  }

  /** Ends what was planned and not met. */
  calm(): void {
    this.faults.clear();
    for (const { faults } of [this.ours, this.second]) faults.clear();
  }

  /** As Lambda does with an asynchronous invocation: again, where the process died. */
  private async invoke(event: Record<string, unknown>): Promise<void> {
    let dead = false;
    const died = new Promise<'died'>((resolve) => {
      this.die = () => {
        dead = true;
        resolve('died');
      };
    });
    const { clock, log } = this;
    const handler = customResource({
      types: { 'Custom::ByonTwilioTrunk': twilioTrunkKind(this.services()) },
      clock,
      log,
      put: (url, body) => clock.during(async () => (dead ? { status: 200 } : putByFetch(url, body))),
    });
    const context = { getRemainingTimeInMillis: () => LAMBDA_TIMEOUT_MS };
    if ((await Promise.race([handler(event, context), died])) === 'died') await this.invoke(event);
  }

  private services(): Services {
    const { ours, second, clock } = this;
    const wrong = { ...ours.credentials, password: 'an-old-secret' };
    const connections = new Map([
      [SECRETS.ours, { credentials: ours.credentials, fetch: this.lineTo(ours) }],
      [SECRETS.second, { credentials: second.credentials, fetch: this.lineTo(second) }],
      [SECRETS.wrong, { credentials: wrong, fetch: this.lineTo(ours) }],
    ]);
    return {
      async twilio(arn: string) {
        const connection = connections.get(arn);
        if (!connection) throw new ByonError(`the secret ${arn} is empty; fill it and try again`);
        return new TwilioConnection({ ...connection, clock });
      },
      async secretText(arn: string) {
        if (arn !== SECRETS.callKey) throw new ByonError(`there is no secret ${arn}`);
        return CALL_KEY_SECRET;
      },
    } as Services;
  }

  private lineTo(fake: FakeTwilio): typeof fetch {
    return async (input, init) => {
      const fault = this.faults.get(++this.requests);
      if (fault === 'refuses') throw new TypeError('fetch failed', { cause: { code: 'ECONNREFUSED' } });
      // Time stands still while a request is on its way and its answer is read.
      const answer = await this.clock.during(async () => {
        const response = await fake.fetchInProcess(input, init);
        const { status, headers } = response;
        return { status, headers, body: await response.text() };
      });
      if (fault === 'times out after it') throw new DOMException('The operation timed out', 'TimeoutError');
      if (fault === 'garbles the answer') return new Response('<html>', { status: 200 });
      if (fault === 'dies after it') {
        this.die();
        return new Promise<Response>(() => undefined);
      }
      const { status, headers, body } = answer;
      return new Response(status === 204 ? null : body, { status, headers });
    };
  }
}

export function templateOf(properties: Properties): Template {
  return { Trunk: { type: 'Custom::ByonTwilioTrunk', properties } };
}

const HOST = 'abcdefghij1toipy7rmmfz.voiceconnector.chime.aws';

/** Two ways to the connector, with a key, and two ranges. */
export const FIRST: Properties = {
  SecretArn: SECRETS.ours,
  Destinations: [
    { SipUri: `sip:${HOST};transport=tls;edge=ashburn`, Priority: 1, Weight: 10 },
    { SipUri: `sip:${HOST};transport=tls;edge=umatilla`, Priority: 2, Weight: 10 },
  ],
  Secure: true,
  AllowedRanges: ['3.80.16.0/23', '99.77.253.0/24'],
  CallKeySecretArn: SECRETS.callKey,
  CarrierId: 'twilio',
};

/** One way less, another one changed, no encryption, one range in the place of another. */
export const CHANGED: Properties = {
  ...FIRST,
  Destinations: [{ SipUri: `sip:${HOST};transport=tcp;edge=umatilla`, Priority: 2, Weight: 5 }],
  Secure: false,
  AllowedRanges: ['99.77.253.0/24', '99.77.247.0/24'],
};

/** For calls that come in by the bridge, and none that go out. */
export const BARE: Properties = { ...FIRST, Destinations: [], AllowedRanges: [] };

/** In the second account. */
export const MOVED: Properties = { ...FIRST, SecretArn: SECRETS.second };
