import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { deployedAgents } from '../../lambda/adapters/dynamodb/deployed-agents';
import { DynamoRegistryChanges } from '../../lambda/adapters/dynamodb/registry-changes';
import { DynamoRegistryListing } from '../../lambda/adapters/dynamodb/registry-listing';
import { SystemClock } from '../../lambda/adapters/system-clock';
import type { Agent } from '../../lambda/core/agents/agent';
import type { Finding } from '../../lambda/core/checks/finding';
import { ByonError } from '../../lambda/core/errors';
import { localClient } from '../../local/aws/client';
import { LOCAL_OWNER, REGISTRY_TABLE } from '../../local/aws/registry-table';
import type { OpenRegistry } from './open-registry';

/**
 * Does work with the registry of the phone that runs on this machine.
 *
 * @param port of the phone.
 * @throws ByonError where none answers.
 */
export async function withLocalRegistry<T>(
  port: number,
  work: (registry: OpenRegistry) => Promise<T>,
): Promise<T> {
  const client = new DynamoDBClient(localClient(port));
  const table = REGISTRY_TABLE;
  const clock = new SystemClock();
  const records = { client, table, clock, owner: LOCAL_OWNER };
  try {
    const agents = await deployedAgents(records).catch((cause: unknown) => {
      throw new ByonError(
        `No phone answers at http://127.0.0.1:${port}. Start one (npx byon start) and leave it running, or say its ` +
          'port, as in --local 4701.',
        { cause },
      );
    });
    return await work({
      ...records,
      place: `the phone on port ${port}`,
      isLocal: true,
      by: undefined,
      listing: new DynamoRegistryListing({ client, table }),
      changes: new DynamoRegistryChanges({ client, table, clock, by: undefined }),
      missing: async (agent) => knowledgeMissing(agent, agents),
    });
  } finally {
    client.destroy();
  }
}

/** Rights are no matter here, and providers without a key are simulated; only files are read when the phone starts. */
function knowledgeMissing({ knowledge }: Agent, known: readonly Partial<Agent>[]): Finding[] {
  if (knowledge === undefined || known.some((one) => one.knowledge === knowledge)) return [];
  const message =
    'needs the index of these files, which no agent of the config had when the phone was started; bring it in with ' +
    'the config and start the phone again';
  return [{ path: ['knowledge'], message }];
}
