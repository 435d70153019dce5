import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';

/** Hands jobs to a function, asynchronously: Lambda has taken the job when this returns. */
export class LambdaStarter<Job> {
  constructor(private readonly options: { client: LambdaClient; functionName: string }) {}

  async start(job: Job): Promise<void> {
    const { client, functionName } = this.options;
    await client.send(
      new InvokeCommand({
        FunctionName: functionName,
        InvocationType: 'Event',
        Payload: Buffer.from(JSON.stringify(job)),
      }),
    );
  }
}
