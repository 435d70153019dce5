import { DynamoCarrierNotes } from '../../../lambda/adapters/dynamodb/carrier-notes';
import type { NumberNote } from '../../../lambda/core/carriers/plan-numbers';
import { markOf } from '../../../lambda/custom-resource/owner';
import { connectDynamo, serveDynamo } from '../../../local/aws/dynamodb';
import { WallClock } from '../../../local/clock';
import { fetchFrom } from '../../fakes/carrier-origins';
import { startExotel, type FakeExotel } from '../../fakes/exotel';
import { startTwilio, type FakeTwilio } from '../../fakes/twilio';
import { startVobiz, type FakeVobiz } from '../../fakes/vobiz';
import type { Surroundings } from '../surroundings';

/** Twilio signs with 32 hexadecimal digits. */
export const AUTH_TOKEN = 'c0ffee'.padEnd(32, '0');
export const STACK_ID =
  'arn:aws:cloudformation:eu-west-2:111122223333:stack/Byon/0f0e0d0c-0b0a-4000-8000-000000000001';

/** Accounts at the three carriers, whose credentials lie in an AWS account, and a stack that may be deployed. */
export class Carriers {
  /** Reaches the fakes and nothing else. */
  readonly fetch: typeof fetch;
  private readonly closing: (() => Promise<void>)[] = [];

  private constructor(
    private readonly laptop: Surroundings,
    readonly twilio: FakeTwilio,
    readonly vobiz: FakeVobiz,
    readonly exotel: FakeExotel,
  ) {
    this.fetch = fetchFrom({ ...twilio.origins, ...vobiz.origins, ...exotel.origins });
  }

  static async open(laptop: Surroundings): Promise<Carriers> {
    const [twilio, vobiz, exotel] = await Promise.all([
      startTwilio(),
      startVobiz({ authToken: AUTH_TOKEN }),
      startExotel(),
    ]);
    const carriers = new Carriers(laptop, twilio, vobiz, exotel);
    for (const [id, text] of Object.entries(carriers.credentials)) laptop.aws.secrets.secrets.set(id, text);
    return carriers;
  }

  async close(): Promise<void> {
    await Promise.all([this.twilio.close(), this.vobiz.close(), this.exotel.close()]);
    for (const close of this.closing) await close();
  }

  /** By the name of the secret. */
  get credentials(): Record<'twilio-secret' | 'vobiz-secret' | 'exotel-secret', string> {
    const { accountSid, username, password } = this.twilio.credentials;
    const key = { accountSid, authToken: AUTH_TOKEN, apiKeySid: username, apiKeySecret: password };
    return {
      'twilio-secret': JSON.stringify(key),
      'vobiz-secret': JSON.stringify(this.vobiz.credentials),
      'exotel-secret': JSON.stringify(this.exotel.credentials),
    };
  }

  /** Requests that changed something at a carrier, or tried to. */
  get changes(): string[] {
    return [this.twilio, this.vobiz, this.exotel].flatMap((carrier) =>
      [...carrier.mutations(), ...carrier.forbidden].map(({ operation }) => operation),
    );
  }

  /** Deploys the stack, as far as CloudFormation and the registry tell of it. */
  async deploy(notes: Record<string, Omit<NumberNote, 'changing'>[]> = {}): Promise<void> {
    const { port, close } = await serveDynamo();
    const dynamo = await connectDynamo(port, new WallClock());
    this.closing.push(() => dynamo.close(), close);
    process.env.AWS_ENDPOINT_URL_DYNAMODB = `http://127.0.0.1:${port}`;
    const { client, registryTable } = dynamo;
    const resources = Object.keys(notes).map((id) => [
      `NumbersOf${id}`,
      { Type: 'Custom::ByonCarrierNumbers', Properties: { CarrierId: id, Table: { Ref: 'Registry' } } },
    ]);
    this.laptop.aws.account.stacks.set('eu-west-2/Byon', {
      outputs: {
        SipHostName: 'abcd.voiceconnector.chime.aws',
        SipPort: '5061 TLS',
        SignallingRanges: '99.77.249.0/24',
        MediaRanges: '99.77.249.0/24',
      },
      resources: {
        Registry: { Type: 'AWS::DynamoDB::GlobalTable', physicalId: registryTable },
        ...(Object.fromEntries(resources) as object),
      },
    });
    for (const [id, all] of Object.entries(notes)) {
      const owner = markOf({ stackId: STACK_ID, logicalId: `NumbersOf${id}` });
      const table = new DynamoCarrierNotes({ client, table: registryTable, owner });
      for (const note of all) await table.saveNumber({ ...note, changing: false });
    }
  }
}

/** A config's section of the three carriers, as they are by default. */
export const TWILIO = { type: 'twilio', secret: 'twilio-secret', chimeNumber: '+15125550100' };
export const VOBIZ = { type: 'vobiz', secret: 'vobiz-secret', applicationId: '1234' };
export const EXOTEL = { type: 'exotel', secret: 'exotel-secret', onRequestApproved: true, flowId: '77' };
