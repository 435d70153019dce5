import { agentRecord } from '../adapters/agent-record';
import type { Fields } from '../adapters/dynamodb/registry-store';
import { agentSettings, type Agent } from '../core/agents/agent';
import { InvalidInputError, type Fault } from '../core/errors';
import { numberRecord, type NumberRecord } from '../core/numbers/number';

/** A record, or what is wrong with it, without a number in the words. */
export type Sound<T> = { record: T; faults?: undefined } | { record?: undefined; faults: Fault[] };

/** The agent of these settings, in the version that they are. */
export function soundAgent(id: string, { id: _id, version: _version, ...settings }: Fields): Sound<Agent> {
  const { data, error } = agentSettings.safeParse(settings);
  if (data) return { record: agentRecord(id, data) };
  return { faults: error.issues.map((issue) => faultOf(`agent ${id}`, issue)) };
}

/** A number is told by its agent, since a message may not hold it. */
export function soundNumber(number: string, settings: Fields): Sound<NumberRecord> {
  const { data, error } = numberRecord.safeParse({ ...settings, number });
  if (data) return { record: data };
  const name = `a number of agent ${String(settings['agent'])}`;
  return { faults: error.issues.map((issue) => faultOf(name, issue)) };
}

/** Records that came together from config and from what operators have set, and do not fit. */
export function unfit(faults: readonly Fault[]): InvalidInputError {
  return new InvalidInputError('the registry as config and operators want it', faults);
}

function faultOf(name: string, { path, message }: { path: PropertyKey[]; message: string }): Fault {
  return { path: [name, ...path].join(', '), message: `${message}; mend it in config or in the table` };
}
