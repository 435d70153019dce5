import { outcome, type TurnRecord } from '../../../lambda/core/calls/records';
import type { ChaosCall } from '../play';
import { digitFaults } from './digits';
import { longestDeadAir } from './silence';
import { toldFaults } from './told';

/** The longest dead air; see {@link longestDeadAir}. */
export const SILENCE_AT_MOST_MS = 6000;
/** What a call may last beyond its limit: the last words, and one event that comes late. */
const LAST_WORDS_MS = 60_000;

/** Something that has to hold for every call, whatever goes wrong in it. */
interface Invariant {
  name: string;
  /** @returns what does not hold, in words; none, when all is well. */
  faultsOf: (call: ChaosCall) => string[];
}

export const INVARIANTS: readonly Invariant[] = [
  { name: 'every call has an outcome', faultsOf: outcomeFaults },
  { name: 'nobody hears silence for more than 6 s', faultsOf: silenceFaults },
  { name: 'no turn is answered twice', faultsOf: answeredTwice },
  { name: 'no tool runs twice', faultsOf: ranTwice },
  { name: 'no record is lost', faultsOf: lostRecords },
  { name: 'no call goes on for ever', faultsOf: endless },
  { name: 'the handler never throws', faultsOf: thrown },
  { name: 'the company is told of every end, under one id', faultsOf: toldFaults },
  { name: 'private digits stand nowhere', faultsOf: digitFaults },
];

export interface Violation {
  invariant: string;
  what: string;
}

export function violationsOf(call: ChaosCall): Violation[] {
  return INVARIANTS.flatMap(({ name, faultsOf }) =>
    faultsOf(call).map((what) => ({ invariant: name, what })),
  );
}

function outcomeFaults({ record }: ChaosCall): string[] {
  if (!record) return [];
  const { outcome: ended, endedAt, startedAt } = record;
  return [
    ...(outcome.safeParse(ended).success ? [] : ['the record has no outcome']),
    ...(endedAt === undefined ? ['the record has no end'] : []),
    ...(endedAt !== undefined && endedAt < startedAt ? ['the record ends before it begins'] : []),
  ];
}

function silenceFaults(call: ChaosCall): string[] {
  const { ms, atMs } = longestDeadAir(call);
  return ms > SILENCE_AT_MOST_MS ? [`${seconds(ms)} of silence from ${seconds(atMs)} on`] : [];
}

/** A part is heard once, and what the caller said is the input of one turn. */
function answeredTwice({ observations, turns }: ChaosCall): string[] {
  const played = observations.flatMap((one) => (one.type === 'audio-started' && one.key ? [one.key] : []));
  const written = turns.flatMap(soundsOf);
  const timesIn = (keys: readonly string[], key: string) => keys.filter((one) => one === key).length;
  const inputs = turns.flatMap(({ input }) => (input.kind === 'recording' ? [input.key] : []));
  return [
    ...[...new Set(written)]
      .filter((key) => timesIn(played, key) > timesIn(written, key))
      .map((key) => `${nameOf(key)} was played twice`),
    ...repeated(inputs).map(() => 'a recording was taken for two turns'),
  ];
}

/** Neither for the same piece of work nor in the same turn. */
function ranTwice({ bookings }: ChaosCall): string[] {
  return [
    ...repeated(bookings.map(({ key }) => key)).map(() => 'a tool ran twice for the same idempotency key'),
    ...repeated(bookings.map(({ turn, tool }) => `${tool} ran twice in turn ${turn}`)),
  ];
}

/** Whatever was heard is written down, and so is every turn, but for those that a fault has hit before they began. */
function lostRecords({ record, turns, observations, begun, unbegun }: ChaosCall): string[] {
  const kept = new Set(turns.flatMap(soundsOf));
  const unknown = observations.flatMap((one) =>
    one.type === 'audio-started' && one.key?.startsWith('calls/') && !kept.has(one.key) ? [one.key] : [],
  );
  const known = new Set(turns.map(({ turn }) => turn));
  const all = Array.from({ length: Math.max(begun, ...known) }, (_, i) => i + 1);
  const missing = all.filter((turn) => !known.has(turn) && !unbegun.has(turn));
  return [
    ...(record ? [] : ['the call has no record']),
    ...unknown.map((key) => `${nameOf(key)} was played, but stands in no record`),
    ...missing.map((turn) => `turn ${turn} has no record`),
  ];
}

function soundsOf({ parts, next }: TurnRecord): string[] {
  const whisper = next?.type === 'transfer' ? next.whisper : undefined;
  return [...parts, ...(whisper ? [whisper] : [])].map(({ key }) => key);
}

function endless({ stuck, plan, report, observations }: ChaosCall): string[] {
  const isBridged = observations.some(({ type }) => type === 'leg-joined');
  const most = plan.agent.limits.callSeconds * 1000 + LAST_WORDS_MS;
  const { connectedMs } = report.durations;
  return [
    ...(stuck ? ['everybody waited for somebody else'] : []),
    ...(!isBridged && connectedMs > most ? [`it lasted ${seconds(connectedMs)}`] : []),
  ];
}

function thrown(call: ChaosCall): string[] {
  const invalid = call.observations.flatMap((one) => (one.type === 'answer-invalid' ? one.faults : []));
  return [
    ...call.thrown.map((error) => `it threw: ${error}`),
    ...invalid.map((fault) => `it answered what is no answer: ${fault}`),
  ];
}

function repeated(names: readonly string[]): string[] {
  return [...new Set(names.filter((name, i) => names.indexOf(name) !== i))];
}

/** Without the id of the call. */
function nameOf(key: string): string {
  return key.replace(/^calls\/[^/]+\//, '');
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
