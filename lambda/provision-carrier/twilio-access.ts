import {
  associateAccessList,
  createAccessList,
  createAllowedAddress,
  deleteAccessList,
  deleteAllowedAddress,
  dissociateAccessList,
  listAccessLists,
  listAllowedAddresses,
  listAssociatedAccessLists,
  type AccessList,
  type TwilioConnection,
} from '../adapters/carriers/twilio';

/**
 * Lets exactly these ranges call out through a trunk, by one access list of this name. Lists of other names stay as
 * they are, on this trunk too. No credential list, ever: with one Twilio would ask for a password as well, and a
 * Voice Connector has none.
 *
 * @param ranges as in `3.80.16.0/23`.
 */
export async function convergeAccess(
  twilio: TwilioConnection,
  trunkSid: string,
  name: string,
  ranges: readonly string[],
): Promise<void> {
  if (ranges.length === 0) return removeAccess(twilio, trunkSid, name);
  const [list = await createAccessList(twilio, name), ...twins] = await named(twilio, name);
  await convergeAddresses(twilio, list, ranges);
  const associated = await listAssociatedAccessLists(twilio, trunkSid);
  if (!associated.some(({ sid }) => sid === list.sid)) await associateAccessList(twilio, trunkSid, list.sid);
  await removeLists(twilio, trunkSid, twins);
}

/** Removes the access list of this name. The trunk may be gone already. */
export async function removeAccess(twilio: TwilioConnection, trunkSid: string, name: string): Promise<void> {
  await removeLists(twilio, trunkSid, await named(twilio, name));
}

async function removeLists(twilio: TwilioConnection, trunkSid: string, lists: AccessList[]): Promise<void> {
  for (const { sid } of lists) {
    await dissociateAccessList(twilio, trunkSid, sid);
    await deleteAccessList(twilio, sid);
  }
}

async function convergeAddresses(
  twilio: TwilioConnection,
  { sid: list }: AccessList,
  ranges: readonly string[],
): Promise<void> {
  const missing = new Set(ranges.map(whole));
  const unwanted: string[] = [];
  for (const { sid, ipAddress, prefixLength } of await listAllowedAddresses(twilio, list)) {
    if (!missing.delete(`${ipAddress}/${prefixLength}`)) unwanted.push(sid);
  }
  for (const range of missing) {
    const [ipAddress = '', prefixLength] = range.split('/');
    await createAllowedAddress(twilio, list, {
      friendlyName: range,
      ipAddress,
      prefixLength: Number(prefixLength),
    });
  }
  for (const sid of unwanted) await deleteAllowedAddress(twilio, list, sid);
}

async function named(twilio: TwilioConnection, name: string): Promise<AccessList[]> {
  return (await listAccessLists(twilio)).filter(({ friendlyName }) => friendlyName === name);
}

function whole(range: string): string {
  return range.includes('/') ? range : `${range}/32`;
}
