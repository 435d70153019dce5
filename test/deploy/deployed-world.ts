import { InvokeCommand } from '@aws-sdk/client-lambda';
import { DynamoCallStore } from '../../lambda/adapters/dynamodb/call-store';
import { S3AudioStore } from '../../lambda/adapters/s3-audio-store';
import type { Config } from '../../lib/config';
import type { LocalClock } from '../../local/clock';
import { murmur } from '../../local/sim/murmur';
import { SmaRuntime, type Observation } from '../../local/sma';
import type { World } from '../../local/world';
import type { Stage } from './stage';

/**
 * The local SIP media application in front of the call handler that is deployed: each event is an Invoke of its alias,
 * and the audio of the call goes through the stack's bucket.
 */
export async function deployedWorld(
  { aws, stack }: Stage,
  config: Config,
  clock: LocalClock,
): Promise<World> {
  const [alias, bucket, calls] = await Promise.all([
    stack.resource('AWS::Lambda::Alias'),
    stack.resource('AWS::S3::Bucket', 'ByonConversation'),
    stack.resource('AWS::DynamoDB::GlobalTable', 'ByonConversationCalls'),
  ]);
  const { callDays: ttlDays } = config.retention;
  const watchers = new Set<(observation: Observation) => void>();
  const speak = async (text: string) => murmur(text);
  const runtime = new SmaRuntime({
    clock,
    bucket: bucket.physicalId,
    audio: new S3AudioStore({ client: aws.s3, bucket: bucket.physicalId }),
    handler: (event) => invoke(aws.lambda, alias.physicalId, event),
    speak,
    observe: (observation) => watchers.forEach((watcher) => watcher(observation)),
  });
  return {
    runtime,
    store: new DynamoCallStore({ client: aws.dynamo, table: calls.physicalId, clock, ttlDays }),
    speak,
    agents: config.agents,
    numbers: config.numbers,
    simulated: [],
    watch: (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    wordsOf: () => undefined,
    close: async () => undefined,
  };
}

async function invoke(
  client: Stage['aws']['lambda'],
  FunctionName: string,
  event: unknown,
): Promise<unknown> {
  const { Payload, FunctionError } = await client.send(
    new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }),
  );
  const answer = Buffer.from(Payload ?? []).toString();
  if (FunctionError) throw new Error(`the deployed handler threw: ${answer}`);
  return JSON.parse(answer);
}
