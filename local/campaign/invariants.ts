import { timeOfDay } from '../../lambda/core/tools/local-time';
import type { EvidenceRecord } from '../../lambda/core/compliance/evidence';
import type { Ask } from './carrier';
import type { CampaignRun } from './run-campaign';

/** Something that has to hold of every campaign. */
export interface Invariant {
  name: string;
  /** @returns what does not hold, one line each. */
  broken: (run: CampaignRun, evidence: ReadonlyMap<string, readonly EvidenceRecord[]>) => string[];
}

const SECOND_MS = 1000;
/** The gate looks at a call anew that is dialled later after its decision, and the slot comes after that. */
const EVIDENCE_LIVES_MS = 62_000;

export const INVARIANTS: readonly Invariant[] = [
  {
    name: 'every callee has exactly one final state',
    broken: ({ callees, report, campaign }) => [
      ...callees.flatMap(({ row, state, outcome }) =>
        state === 'done' && outcome !== undefined ? [] : [`row ${row} is ${state}`],
      ),
      ...(sum(report.outcomes) === campaign.list.rows ? [] : ['the outcomes are not as many as the rows']),
    ],
  },
  {
    name: 'nobody is dialled twice for one attempt',
    broken: ({ world }) => repeated(world.carrier.asks.map(({ reference }) => reference)),
  },
  {
    name: 'nobody is dialled while a call of theirs is going on',
    broken: ({ world }) =>
      [...grouped(world.carrier.asks, ({ callee }) => callee)].flatMap(([, asks]) =>
        asks.flatMap(({ at }, i) => {
          const before = asks[i - 1];
          return before?.dialled && (before.endedAt ?? Infinity) > at ? [`dialled again at ${at}`] : [];
        }),
      ),
  },
  {
    name: 'nobody is dialled more often than the plan has it',
    broken: ({ world, callees, campaign }) => {
      const most = 1 + Object.values(campaign.settings.retries).reduce((all, { times }) => all + times, 0);
      const asks = grouped(world.carrier.asks, ({ callee }) => callee);
      return callees.flatMap(({ number, row }) =>
        (asks.get(number)?.length ?? 0) > most ? [`row ${row} was dialled more than ${most} times`] : [],
      );
    },
  },
  {
    name: 'nobody is dialled outside of the hours',
    broken: ({ world, campaign }) => {
      const { hours, timeZone } = campaign.settings;
      return world.carrier.asks.flatMap(({ at }) => {
        const time = timeOfDay(at, timeZone);
        return time >= hours.from && time < hours.to ? [] : [`dialled at ${time}`];
      });
    },
  },
  {
    name: 'nobody is dialled without evidence that it is allowed',
    broken: ({ world }, evidence) =>
      world.carrier.asks.flatMap(({ reference, at }) => {
        const before = (evidence.get(reference) ?? []).filter((record) => record.at <= at);
        const latest = before.at(-1);
        return latest?.decision.allowed && at - latest.at <= EVIDENCE_LIVES_MS ? [] : [`dialled at ${at}`];
      }),
  },
  {
    name: 'no second has more dials than the trunk takes',
    broken: ({ world, limits }) => {
      const times = world.carrier.asks.map(({ at }) => at).sort((one, other) => one - other);
      const span = Math.max(1, limits.callsPerSecond);
      return times.flatMap((at, i) => {
        const first = times[i - Math.floor(span)];
        return first !== undefined && at - first < SECOND_MS * Math.max(1, 1 / limits.callsPerSecond)
          ? [`more than ${limits.callsPerSecond} a second at ${at}`]
          : [];
      });
    },
  },
  {
    name: 'never more calls at once than the trunk takes',
    broken: ({ world, limits }) => {
      const most = mostAtOnce(world.carrier.asks);
      return most <= limits.callsAtOnce ? [] : [`${most} calls at once`];
    },
  },
  {
    name: 'no message was given up',
    broken: ({ world }) => world.queue.dead.map(() => 'a message is in the dead-letter queue'),
  },
];

/** Calls of which a telephone rang. */
export function mostAtOnce(asks: readonly Ask[]): number {
  const changes = asks
    .filter(({ dialled }) => dialled)
    .flatMap(({ at, endedAt = Infinity }) => [
      { at, by: 1 },
      { at: endedAt, by: -1 },
    ])
    .sort((one, other) => one.at - other.at || one.by - other.by);
  let now = 0;
  return changes.reduce((most, { by }) => Math.max(most, (now += by)), 0);
}

export interface Broken {
  invariant: string;
  what: string[];
}

export async function brokenIn(run: CampaignRun): Promise<Broken[]> {
  const records: EvidenceRecord[] = [];
  for (const { callee } of run.callees) records.push(...(await run.world.evidence.history(callee, 0)));
  const evidence = grouped(records, ({ reference }) => reference);
  return INVARIANTS.map(({ name, broken }) => ({ invariant: name, what: broken(run, evidence) })).filter(
    ({ what }) => what.length > 0,
  );
}

function grouped<T>(all: readonly T[], keyOf: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) {
    const key = keyOf(one);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  return groups;
}

function repeated(all: readonly string[]): string[] {
  return [...grouped(all, (one) => one)].flatMap(([one, times]) =>
    times.length > 1 ? [`${one} was dialled ${times.length} times`] : [],
  );
}

function sum(counts: Partial<Record<string, number>>): number {
  return Object.values(counts).reduce<number>((all, count = 0) => all + count, 0);
}
