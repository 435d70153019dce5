import { PutItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoCallStore } from '../../lambda/adapters/dynamodb/call-store';
import { itemsOfAgent, itemsOfNumber } from '../../lambda/adapters/dynamodb/registry-keys';
import { Clips } from '../../lambda/call/clips';
import { voiceOf } from '../../lambda/core/agents/agent';
import { policyOf } from '../../lambda/core/agents/policy';
import { numberRecord } from '../../lambda/core/numbers/number';
import type { Clock } from '../../lambda/core/ports';
import { openingsFor } from '../../lambda/core/speech/openings';
import { durationOfLineWav, wavOfLine } from '../../lambda/core/speech/wav';
import { NUMBER } from './agents';
import type { MemoryBucket } from './aws/bucket';
import type { MemoryTable } from './aws/table';
import type { CallPlan } from './plan';
import { soundOf } from './sounds';

export interface Registry {
  table: MemoryTable;
  tableName: string;
  bucket: MemoryBucket;
  clock: Clock;
  /** The words of audio objects, by their keys. */
  words: Map<string, string>;
}

/** Puts the agent, the number and, if they are there already, the agent's phrases where they belong. */
export function register({ agent, clipsReady }: CallPlan, registry: Registry): void {
  const { table, tableName: TableName, bucket, clock, words } = registry;
  const number = numberRecord.parse({ number: NUMBER, agent: agent.id });
  for (const Item of [...itemsOfAgent(agent), ...itemsOfNumber(number)]) {
    table.serve(new PutItemCommand({ TableName, Item }));
  }
  if (!clipsReady) return;
  const { greeting, phrases } = policyOf(agent, {});
  const store = new DynamoCallStore({ client: inFairWeather(table), table: TableName, clock, ttlDays: 1 });
  const clips = new Clips({ store, turns: { start: async () => undefined }, clock });
  for (const text of [greeting, ...Object.values(phrases), ...openingsFor(agent.language)]) {
    const { key } = clips.clip(text, voiceOf(agent));
    words.set(key, text);
    const wav = wavOfLine(soundOf(text));
    bucket.put(key, wav);
    void store.saveClip(key, durationOfLineWav(wav));
  }
}

/** A client for whom nothing goes wrong and nothing takes time. */
export function inFairWeather(table: MemoryTable): DynamoDBClient {
  return { send: async (command: unknown) => table.serve(command) } as DynamoDBClient;
}
