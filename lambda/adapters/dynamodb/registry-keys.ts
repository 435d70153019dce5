import type { Agent } from '../../core/agents/agent';
import type { NumberRecord } from '../../core/numbers/number';
import { toItem, type Item, type Key } from './items';

/** Keys of the registry table. */
export const numberKey = (e164: string): Key => ({ pk: `NUMBER#${e164}`, sk: 'NUMBER' });
export const routeKey = (route: string): Key => ({ pk: `ROUTE#${route}`, sk: 'NUMBER' });
export const agentKey = (id: string, version?: string): Key => ({
  pk: `AGENT#${id}`,
  sk: version === undefined ? 'CURRENT' : `V#${version}`,
});

/** The items that register a number. `gsi1` lists an agent's numbers. */
export function itemsOfNumber(record: NumberRecord): Item[] {
  const index = { gsi1pk: `AGENT#${record.agent}`, gsi1sk: `NUMBER#${record.number}` };
  return [
    toItem(numberKey(record.number), { ...record, ...index }),
    ...record.routes.map((route) => toItem(routeKey(route), { number: record.number })),
  ];
}

/** The items that register an agent: this version, and as the one that is current. */
export function itemsOfAgent(agent: Agent): Item[] {
  return [toItem(agentKey(agent.id, agent.version), agent), toItem(agentKey(agent.id), agent)];
}
