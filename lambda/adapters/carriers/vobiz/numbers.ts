import * as z from 'zod';
import { path } from '../carrier-call';
import type { VobizConnection } from './connection';
import { notAsAsked, readBack } from './errors';
import { pageOfNumbers } from './page';

const optional = z
  .string()
  .nullish()
  .transform((value) => value || undefined);

const number = z
  .object({
    e164: z.string(),
    account_id: optional,
    status: z.string(),
    capabilities: z.object({ voice: z.boolean().nullish() }).nullish(),
    voice_enabled: z.boolean().nullish(),
    is_blocked: z.boolean().nullish(),
    is_trial_number: z.boolean().nullish(),
    trunk_group_id: optional,
    application_id: optional,
  })
  .transform((answer) => ({
    e164: answer.e164,
    accountId: answer.account_id,
    /** As in `active` or `pending_release`. */
    status: answer.status,
    voiceCapable: answer.voice_enabled ?? answer.capabilities?.voice ?? false,
    blocked: answer.is_blocked ?? false,
    /** A trial number takes no calls. */
    trial: answer.is_trial_number ?? false,
    routing: { trunkId: answer.trunk_group_id, applicationId: answer.application_id },
  }));

/** A number that the account rents. */
export type VobizNumber = z.output<typeof number>;
const numbers = pageOfNumbers(number);

/**
 * What happens to a call to a number: taken before we change it, put back when we leave. Which of the two wins
 * where both are set is *unverified*.
 */
export type VobizRouting = VobizNumber['routing'];

/** Those of its sub-accounts are theirs. */
const OWN = { include_subaccounts: 'false' };

const NUMBERS = '/api/v1/Account/{account}/numbers';

export function listNumbers(vobiz: VobizConnection): Promise<VobizNumber[]> {
  return vobiz.listNumbers(numbers, OWN);
}

/** @returns undefined where the account doesn't have exactly this number. */
export async function findNumber(vobiz: VobizConnection, e164: string): Promise<VobizNumber | undefined> {
  // Vobiz's filter also finds numbers that only contain this one.
  const similar = await vobiz.listNumbers(numbers, { ...OWN, search: e164 });
  return similar.find((found) => found.e164 === e164);
}

/** @throws CarrierError with status 400 while it is assigned to any trunk: unassign it first. */
export async function assignNumber(
  vobiz: VobizConnection,
  e164: string,
  trunkId: string,
): Promise<VobizNumber> {
  const call = { path: assignment(vobiz, e164), body: { json: { trunk_group_id: trunkId } } };
  await vobiz.send({ method: 'POST', ...call });
  return shown(vobiz, e164, `POST ${NUMBERS}/{number}/assign`, { trunkId });
}

/** Takes the number off its trunk. The account keeps it. */
export async function unassignNumber(vobiz: VobizConnection, e164: string): Promise<VobizNumber> {
  await vobiz.send({ method: 'DELETE', path: assignment(vobiz, e164) });
  return shown(vobiz, e164, `DELETE ${NUMBERS}/{number}/assign`, { trunkId: undefined });
}

/** @throws CarrierError with status 409 while it belongs to another application. */
export async function bindApplication(
  vobiz: VobizConnection,
  e164: string,
  applicationId: string,
): Promise<VobizNumber> {
  const call = { path: application(vobiz, e164), body: { json: { application_id: applicationId } } };
  await vobiz.send({ method: 'POST', ...call });
  return shown(vobiz, e164, `POST ${NUMBERS}/{number}/application`, { applicationId });
}

/** Takes the number off its application. The account keeps it. */
export async function unbindApplication(vobiz: VobizConnection, e164: string): Promise<VobizNumber> {
  await vobiz.send({ method: 'DELETE', path: application(vobiz, e164) });
  return shown(vobiz, e164, `DELETE ${NUMBERS}/{number}/application`, { applicationId: undefined });
}

async function shown(
  vobiz: VobizConnection,
  e164: string,
  call: string,
  wanted: Partial<VobizRouting>,
): Promise<VobizNumber> {
  const found = await readBack(call, () => findNumber(vobiz, e164));
  if (found === undefined) throw notAsAsked(call, ['the number']);
  const routing: Readonly<Record<string, unknown>> = found.routing;
  const lost = Object.entries(wanted).flatMap(([name, value]) => (routing[name] === value ? [] : [name]));
  if (lost.length > 0) throw notAsAsked(call, lost);
  return found;
}

function assignment(vobiz: VobizConnection, e164: string) {
  return vobiz.below(path`/numbers/${e164}/assign`);
}

function application(vobiz: VobizConnection, e164: string) {
  return vobiz.below(path`/numbers/${e164}/application`);
}
