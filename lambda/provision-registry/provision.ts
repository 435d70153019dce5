import { agentKey, numberKey } from '../adapters/dynamodb/registry-keys';
import type { DynamoRegistryStore, Fields, Present } from '../adapters/dynamodb/registry-store';
import type { Log } from '../core/ports';
import { removeAgent, writeAgent } from './agents';
import { inFlight } from './in-flight';
import { differences, intentionOf, merged, removalOf, type Changed } from './merge';
import { removeNumber, writeNumber } from './numbers';
import { Outcome } from './outcome';
import type { WantedRecords } from './records';
import { lookAtRoutes, type Yielding } from './routes';
import { soundAgent, soundNumber, unfit } from './sound';

/**
 * Brings what config wants to the registry. Of each record three states count: what the stack wrote last, what config
 * wants, and what is there. What config changed since is written, the rest is let be, and a record that config has not
 * changed is neither read nor written.
 *
 * @throws InvalidInputError with all faults of the records as they would become, before anything is written.
 */
export async function provision(
  wanted: WantedRecords,
  { store, log }: { store: DynamoRegistryStore; log: Log },
): Promise<Outcome> {
  const written = await store.written();
  const agents = differences('AGENT#', agentsById(wanted), written);
  const numbers = differences('NUMBER#', numbersByE164(wanted), written);
  const present = await store.read([
    ...[...agents.changed, ...agents.gone].map(({ id }) => agentKey(id)),
    ...[...numbers.changed, ...numbers.gone].map(({ id }) => numberKey(id)),
  ]);
  const agentNow = (id: string) => present.get(agentKey(id).pk);
  const numberNow = (id: string) => present.get(numberKey(id).pk);
  const leaving = new Set(numbers.gone.map(({ id }) => id));
  const yielding = await demandSound(agents.changed, numbers.changed, { leaving, present, store, log });

  const outcome = new Outcome();
  try {
    await inFlight(agents.changed, async (one) => {
      const { fate, agent } = await writeAgent(one, { store, present: agentNow(one.id) });
      outcome.add('agent', fate, one.id);
      outcome.brought.push(agent);
    });
    await noteYielding(new Set(yielding.values()), numbers, store);
    await inFlight(numbers.changed, async (one) => {
      outcome.add('number', await writeNumber(one, { store, yielding, present: numberNow(one.id) }), one.id);
    });
    await inFlight(numbers.gone, async (one) => {
      const fate = await removeNumber(one, { store, present: numberNow(one.id) });
      if (fate) outcome.add('number', fate, one.id);
    });
    await inFlight(agents.gone, async (one) => {
      const fate = await removeAgent(one, { store, present: agentNow(one.id) });
      if (fate) outcome.add('agent', fate, one.id);
    });
  } finally {
    const { summary, agents: ids, numbers: e164s } = outcome;
    log.info('registry written', { summary, agents: ids }, { numbers: e164s });
  }
  return outcome;
}

/**
 * Notes which numbers are about to lose a route to another one, before any does: a rollback that found their notes
 * as they were would not give it back.
 */
async function noteYielding(
  yielding: ReadonlySet<string>,
  { changed, gone }: ReturnType<typeof differences>,
  store: DynamoRegistryStore,
): Promise<void> {
  const notes = [
    ...changed.map((one) => ({ id: one.id, note: intentionOf(one) })),
    ...gone.map(({ id, written }) => ({ id, note: removalOf(written) })),
  ];
  await inFlight(
    notes.filter(({ id }) => yielding.has(id)),
    ({ id, note }) => store.note(numberKey(id), note),
  );
}

/** @returns the numbers that routes can be taken from. */
async function demandSound(
  agents: readonly Changed[],
  numbers: readonly Changed[],
  of: {
    leaving: ReadonlySet<string>;
    present: ReadonlyMap<string, Present>;
    store: DynamoRegistryStore;
    log: Log;
  },
): Promise<Yielding> {
  const { leaving, present, store, log } = of;
  const soundAgents = agents.map((one) => soundAgent(one.id, merged(one, present.get(agentKey(one.id).pk))));
  const soundNumbers = numbers.map((one) => {
    const sound = soundNumber(one.id, merged(one, present.get(numberKey(one.id).pk)));
    if (sound.faults) log.error('a number has faults', { faults: sound.faults.length }, { number: one.id });
    return sound;
  });
  const records = soundNumbers.flatMap(({ record }) => record ?? []);
  const routes = await lookAtRoutes(records, leaving, { store, log });
  const faults = [...soundAgents, ...soundNumbers].flatMap((sound) => sound.faults ?? []);
  if (faults.length + routes.faults.length > 0) throw unfit([...faults, ...routes.faults]);
  return routes.yielding;
}

function agentsById({ agents }: WantedRecords): Map<string, Fields> {
  return new Map(agents.map(({ id, version: _, ...settings }) => [id, settings]));
}

function numbersByE164({ numbers }: WantedRecords): Map<string, Fields> {
  return new Map(numbers.map(({ number, ...settings }) => [number, settings]));
}
