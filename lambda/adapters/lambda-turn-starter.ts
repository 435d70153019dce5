import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { TurnJob } from '../core/calls/records';
import type { TurnStarter } from '../core/ports';

/** Hands jobs to the turn worker's function, asynchronously: Lambda has taken the job when this returns. */
export class LambdaTurnStarter implements TurnStarter {
  constructor(private readonly options: { client: LambdaClient; functionName: string }) {}

  async start(job: TurnJob): Promise<void> {
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
