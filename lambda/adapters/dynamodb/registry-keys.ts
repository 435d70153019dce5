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

/** Somebody who is not to be called, by the hash of their number. */
export const optOutKey = (callee: string): Key => ({ pk: `OPTOUT#${callee}`, sk: 'OPTOUT' });

/** Where a stack notes what it wrote last of a number or an agent. */
export const writtenKey = (owner: string, subject: Key): Key => ({ pk: `STACK#${owner}`, sk: subject.pk });

/** `gsi1` lists an agent's numbers. */
export const indexOfNumber = ({ agent, number }: Pick<NumberRecord, 'agent' | 'number'>) => ({
  gsi1pk: `AGENT#${agent}`,
  gsi1sk: `NUMBER#${number}`,
});

/** The items that register a number. */
export function itemsOfNumber(record: NumberRecord): Item[] {
  return [
    toItem(numberKey(record.number), { ...record, ...indexOfNumber(record) }),
    ...record.routes.map((route) => toItem(routeKey(route), { number: record.number })),
  ];
}

/** The items that register an agent: this version, and as the one that is current. */
export function itemsOfAgent(agent: Agent): Item[] {
  return [toItem(agentKey(agent.id, agent.version), agent), toItem(agentKey(agent.id), agent)];
}
