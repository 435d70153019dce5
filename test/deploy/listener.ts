import { ACCESS, REGION, type Aws } from './aws';

const NAME = 'ends-of-calls';

interface Received {
  Messages?: { Body: string }[];
}

/** A queue of the company's, for a rule to fill. */
export class Listener {
  static readonly ARN = `arn:aws:sqs:${REGION}:${ACCESS.account}:${NAME}`;

  static async open({ sqs }: Aws): Promise<Listener> {
    const { QueueUrl } = (await sqs('CreateQueue', { QueueName: NAME })) as { QueueUrl: string };
    return new Listener(QueueUrl, sqs);
  }

  private constructor(
    private readonly QueueUrl: string,
    private readonly sqs: Aws['sqs'],
  ) {}

  /** @returns the next event, as EventBridge hands it on. */
  async next(): Promise<Record<string, unknown>> {
    const { QueueUrl } = this;
    const { Messages } = (await this.sqs('ReceiveMessage', { QueueUrl, WaitTimeSeconds: 20 })) as Received;
    if (!Messages?.[0]) throw new Error('no event has come within 20 s');
    return JSON.parse(Messages[0].Body) as Record<string, unknown>;
  }
}
