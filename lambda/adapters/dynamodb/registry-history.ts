import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import type { Agent } from '../../core/agents/agent';
import { toItem } from './items';
import { agentKey } from './registry-keys';

/** So many versions back an agent can be taken without naming one. */
const MOST_FORMER = 20;

/**
 * The versions that were current before, once another one is.
 *
 * @param seen the agent that is replaced.
 * @returns undefined for none.
 */
export function formerAfter(
  seen: { fields: Record<string, unknown>; former?: string[] } | undefined,
  next: string,
): string[] | undefined {
  const { fields = {}, former = [] } = seen ?? {};
  const version = fields['version'];
  const all = typeof version === 'string' && version !== next ? [...former, version] : former;
  return all.length > 0 ? all.slice(-MOST_FORMER) : undefined;
}

/** Writes a version of an agent, unless it is there. */
export function newVersion(
  table: string,
  agent: Agent,
  { by, at }: { by: string | undefined; at: number },
): PutItemCommand {
  return new PutItemCommand({
    TableName: table,
    Item: toItem(agentKey(agent.id, agent.version), {
      ...agent,
      savedAt: new Date(at).toISOString(),
      savedBy: by,
    }),
    ConditionExpression: 'attribute_not_exists(pk)',
  });
}

/** The condition that the agent is the one that was seen. */
export function ifVersion(seen: Record<string, unknown> | undefined) {
  if (!seen) return { ConditionExpression: 'attribute_not_exists(pk)' };
  if (seen['version'] === undefined) {
    return {
      ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(#version)',
      ExpressionAttributeNames: { '#version': 'version' },
    };
  }
  return {
    ConditionExpression: '#version = :seen',
    ExpressionAttributeNames: { '#version': 'version' },
    ExpressionAttributeValues: marshall({ ':seen': seen['version'] }),
  };
}
