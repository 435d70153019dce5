import type { ConsentRecord } from '../consent';
import type { DialFacts } from '../facts';
import { denied, met, type Rule } from '../rule';
import type { Rules } from '../rule-pack';

const DAY_MS = 86_400_000;

export const consent: Rule<'consent'> = (facts, values) => {
  const { consents, purpose } = facts;
  if (consents === undefined) return denied('nobody has looked for a consent');
  if (consents.length === 0) return denied('there is no consent of the callee');
  const obstacles = consents.map((each) => obstacleOf(each, facts, values));
  const good = consents.find((_, i) => obstacles[i] === undefined);
  if (good) return met(`${good.kind} consent ${good.id} covers ${purpose} calls`);
  return denied(consents.map(({ id }, i) => `consent ${id} ${obstacles[i]}`).join('; '));
};

function obstacleOf(
  { callee, dial, channel, purposes, kind, capturedAt, revokedAt }: ConsentRecord,
  { at, dial: wanted, purpose, callee: { hash } }: DialFacts,
  values: Rules['consent'],
): string | undefined {
  const accepted = values[kind];
  if (callee !== hash) return 'is of somebody else';
  if (revokedAt !== undefined) return 'is revoked';
  if (dial !== undefined && dial !== wanted) return 'is for another call only';
  if (channel !== 'voice') return `is for ${channel}, not for calls`;
  if (!purposes.includes(purpose)) return `does not cover ${purpose} calls`;
  if (!accepted?.purposes.includes(purpose)) return `is ${kind}, which is not enough for ${purpose} calls`;
  if (capturedAt > at) return 'is not given yet';
  const { maxAgeDays } = accepted;
  if (maxAgeDays !== undefined && at - capturedAt > maxAgeDays * DAY_MS) {
    return `is older than ${maxAgeDays} days`;
  }
  return undefined;
}
