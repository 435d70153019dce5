import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Agent } from '../../core/agents/agent';
import type { Clock } from '../../core/ports';
import { DynamoRegistryStore } from './registry-store';

/**
 * The agents as the config of a stack had them when it was last deployed.
 *
 * @param registry `owner`: under which the stack keeps its notes.
 */
export async function deployedAgents({
  client,
  table,
  clock,
  owner,
}: {
  client: DynamoDBClient;
  table: string;
  clock: Clock;
  owner: string;
}): Promise<Partial<Agent>[]> {
  const { signal } = new AbortController();
  const written = await new DynamoRegistryStore({ client, table, clock, owner, signal }).written();
  return [...written].flatMap(([key, { settings }]) =>
    key.startsWith('AGENT#') ? [settings as Partial<Agent>] : [],
  );
}
