import { agentKey } from '../adapters/dynamodb/registry-keys';
import type { DynamoRegistryStore, Present } from '../adapters/dynamodb/registry-store';
import type { Agent } from '../core/agents/agent';
import { doneWith, intentionOf, merged, removalOf, type Changed, type Gone } from './merge';
import { newOrRestored } from './numbers';
import type { Fate } from './outcome';
import { soundAgent, unfit } from './sound';
import { untilSettled } from './until-settled';

/** Brings a changed agent to the table: its version first, which calls in progress stay with, then as the current one. */
export async function writeAgent(
  changed: Changed,
  { store, present }: { store: DynamoRegistryStore; present: Present | undefined },
): Promise<{ fate: Fate; agent: Agent }> {
  const { id, wanted, written } = changed;
  const key = agentKey(id);
  await store.note(key, intentionOf(changed));
  const brought = await untilSettled(key, { store, present }, async (seen) => {
    const { record, faults } = soundAgent(id, merged(changed, seen));
    if (!record) throw unfit(faults);
    await store.saveVersion(record);
    if (!(await store.replaceAgent(record, seen))) return undefined;
    return { fate: seen ? ('changed' as const) : newOrRestored(written), agent: record };
  });
  await store.note(key, doneWith(wanted));
  return brought;
}

/**
 * Deletes an agent that no number names. One that is still named keeps its note, so that a later deployment looks
 * again.
 *
 * @returns undefined when it was gone already.
 */
export async function removeAgent(
  { id, written }: Gone,
  { store, present }: { store: DynamoRegistryStore; present: Present | undefined },
): Promise<Fate | undefined> {
  const key = agentKey(id);
  if (present?.managedBy === 'stack' && (await store.isNamed(id))) return 'kept';
  await store.note(key, removalOf(written));
  const fate = await untilSettled(key, { store, present }, async (seen) => {
    if (!seen) return 'gone' as const;
    if (seen.managedBy !== 'stack') return 'kept' as const;
    return (await store.removeAgent(id, seen)) ? ('removed' as const) : undefined;
  });
  await store.forget(key);
  return fate === 'gone' ? undefined : fate;
}
