import { makeCallKey } from '../../lambda/adapters/call-key';
import { KeyedCallProof } from '../../lambda/adapters/call-proof';
import { DynamoDialStore } from '../../lambda/adapters/dynamodb/dial-store';
import { dialRecord } from '../../lambda/core/calls/dial';
import { headersFor } from '../../lambda/core/calls/introduction';
import type { CallProof } from '../../lambda/core/calls/trust';
import { CALLER, NUMBER } from './agents';
import { tableOf, type Ground } from './ground';
import { inFairWeather } from './register';

const SECRET = 'what this stack makes its keys with';
const REFERENCE = '0123456789abcdef0123456789abcdef';
const KEY_LIVES_MS = 120_000;

/** @returns headers of a call that we make, which somebody has just answered; none of one that comes in. */
export function dialled({ plan: { outbound }, clock, table }: Ground): Record<string, string> {
  if (!outbound) return {};
  const now = clock.now();
  const { answeredBy } = outbound;
  const record = dialRecord.parse({
    reference: REFERENCE,
    ...{ carrier: 'twilio', number: NUMBER, callee: CALLER, purpose: 'a reminder', answeredBy },
    ...{ askedAt: now, state: 'placed', call: 'CA0123456789' },
  });
  void new DynamoDialStore(tableOf(inFairWeather(table), clock)).open(record);
  const call = { number: NUMBER, caller: CALLER, call: REFERENCE };
  const key = makeCallKey(call, now + KEY_LIVES_MS, SECRET);
  return Object.fromEntries(headersFor({ ...call, key, reference: REFERENCE }));
}

export function proofOn({ clock }: Pick<Ground, 'clock'>): CallProof {
  return new KeyedCallProof({ secret: () => Promise.resolve(SECRET), clock });
}
