import { ChimeSDKVoiceClient } from '@aws-sdk/client-chime-sdk-voice';
import { customResource } from '../../../lambda/custom-resource/handler';
import { putByFetch } from '../../../lambda/custom-resource/put';
import { Chime } from '../../../lambda/provision-chime/chime';
import { CredentialsSecret } from '../../../lambda/provision-chime/credentials-secret';
import { chimeResources } from '../../../lambda/provision-chime/kinds';
import { VirtualClock } from '../../../local/clock';
import { FakeChime } from '../../fakes/chime';
import { RecordingLog } from '../../fakes/ports';
import { FakeSecretsManager } from '../../fakes/secrets-manager';
import { CloudFormation } from '../custom-resource/cloudformation';

const REGION = 'us-east-1';
const LAMBDA_TIMEOUT_MS = 540_000;

/** An AWS account with CloudFormation, Chime, Secrets Manager, and the provisioning function between them. */
export class AwsAccount {
  readonly clock = new VirtualClock();
  readonly log = new RecordingLog();
  /** Requests to Chime from now on after whose effect the function's process dies. Lambda sends the event again. */
  private diesAfter: number | undefined;
  private requests = 0;
  private die: () => void = () => undefined;
  private readonly client: ChimeSDKVoiceClient;

  readonly chime = new FakeChime();
  readonly secrets = new FakeSecretsManager();
  stack = new CloudFormation((event) => this.invoke(event));
  private put = this.stack.put;

  constructor() {
    this.client = this.clientOnClock();
    this.secrets.client.middlewareStack.add((next) => (args) => this.clock.during(() => next(args)), {
      step: 'initialize',
    });
  }

  /** CloudFormation takes answers by HTTP. */
  static async open(): Promise<AwsAccount> {
    const account = new AwsAccount();
    account.stack = await CloudFormation.open((event) => account.invoke(event));
    account.put = putByFetch;
    return account;
  }

  async close(): Promise<void> {
    await this.stack.close();
  }

  /** The function's process dies after the nth request to Chime from now on, which took effect. */
  dieAfter(call: number): void {
    this.diesAfter = this.requests + call;
  }

  /** As Lambda does with an asynchronous invocation: again, where the process died. */
  async invoke(event: Record<string, unknown>): Promise<void> {
    const { handler, died } = this.coldStart();
    const context = { getRemainingTimeInMillis: () => LAMBDA_TIMEOUT_MS };
    const ended = await Promise.race([handler(event, context), died]);
    if (ended === 'died') await this.invoke(event);
  }

  private coldStart() {
    const { clock, log, put } = this;
    let dead = false;
    const died = new Promise<'died'>((resolve) => {
      this.die = () => {
        dead = true;
        resolve('died');
      };
    });
    const handler = customResource({
      types: chimeResources(new Chime(this.client, REGION, log), new CredentialsSecret(this.secrets.client)),
      clock,
      log,
      put: (url, body) => clock.during(async () => (dead ? { status: 200 } : put(url, body))),
    });
    return { handler, died };
  }

  /** Time stands still while a request is on its way. The answer that the process dies of never gets to it. */
  private clientOnClock(): ChimeSDKVoiceClient {
    const client = new ChimeSDKVoiceClient({
      region: REGION,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
      requestHandler: this.chime.handler,
    });
    client.middlewareStack.add(
      (next) => async (args) => {
        const number = ++this.requests;
        const answer = await this.clock.during(() => next(args));
        if (number !== this.diesAfter) return answer;
        this.die();
        return new Promise(() => undefined);
      },
      { step: 'initialize' },
    );
    return client;
  }
}
