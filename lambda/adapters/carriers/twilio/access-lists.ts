import * as z from 'zod';
import { path } from '../carrier-call';
import type { TwilioConnection } from './connection';
import { pageOf } from './page';
import { removed } from './removed';

const accessList = z
  .object({ sid: z.string(), friendly_name: z.string() })
  .transform(({ sid, friendly_name }) => ({ sid, friendlyName: friendly_name }));

/** A list of addresses that may call through a trunk. Belongs to the account until a trunk is given it. */
export type AccessList = z.output<typeof accessList>;
const accessLists = pageOf('ip_access_control_lists', accessList);

const allowedAddress = z
  .object({
    sid: z.string(),
    friendly_name: z.string(),
    ip_address: z.string(),
    cidr_prefix_length: z.number(),
  })
  .transform((answer) => ({
    sid: answer.sid,
    friendlyName: answer.friendly_name,
    ipAddress: answer.ip_address,
    prefixLength: answer.cidr_prefix_length,
  }));
export type AllowedAddress = z.output<typeof allowedAddress>;
const allowedAddresses = pageOf('ip_addresses', allowedAddress);

/** @param friendlyName at most 255 characters. */
export function createAccessList(twilio: TwilioConnection, friendlyName: string): Promise<AccessList> {
  const body = { form: { FriendlyName: friendlyName } };
  return twilio.ask({ method: 'POST', path: lists(twilio), body }, accessList);
}

export function listAccessLists(twilio: TwilioConnection): Promise<AccessList[]> {
  return twilio.list({ path: lists(twilio) }, accessLists);
}

export function deleteAccessList(twilio: TwilioConnection, sid: string): Promise<void> {
  return removed(twilio, twilio.below(path`/SIP/IpAccessControlLists/${sid}.json`));
}

/** @param address the first of an IPv4 range, with the length of its prefix. */
export function createAllowedAddress(
  twilio: TwilioConnection,
  accessListSid: string,
  address: Omit<AllowedAddress, 'sid'>,
): Promise<AllowedAddress> {
  const form = {
    FriendlyName: address.friendlyName,
    IpAddress: address.ipAddress,
    CidrPrefixLength: String(address.prefixLength),
  };
  return twilio.ask(
    { method: 'POST', path: addresses(twilio, accessListSid), body: { form } },
    allowedAddress,
  );
}

export function listAllowedAddresses(
  twilio: TwilioConnection,
  accessListSid: string,
): Promise<AllowedAddress[]> {
  return twilio.list({ path: addresses(twilio, accessListSid) }, allowedAddresses);
}

export function deleteAllowedAddress(
  twilio: TwilioConnection,
  accessListSid: string,
  sid: string,
): Promise<void> {
  return removed(
    twilio,
    twilio.below(path`/SIP/IpAccessControlLists/${accessListSid}/IpAddresses/${sid}.json`),
  );
}

/** From then on the trunk takes calls from the list's addresses. */
export function associateAccessList(
  twilio: TwilioConnection,
  trunkSid: string,
  accessListSid: string,
): Promise<AccessList> {
  const body = { form: { IpAccessControlListSid: accessListSid } };
  return twilio.ask(
    { method: 'POST', path: path`/v1/Trunks/${trunkSid}/IpAccessControlLists`, body },
    accessList,
  );
}

export function listAssociatedAccessLists(twilio: TwilioConnection, trunkSid: string): Promise<AccessList[]> {
  return twilio.list({ path: path`/v1/Trunks/${trunkSid}/IpAccessControlLists` }, accessLists);
}

/** The list itself stays. */
export function dissociateAccessList(
  twilio: TwilioConnection,
  trunkSid: string,
  accessListSid: string,
): Promise<void> {
  return removed(twilio, path`/v1/Trunks/${trunkSid}/IpAccessControlLists/${accessListSid}`);
}

function lists(twilio: TwilioConnection) {
  return twilio.below(path`/SIP/IpAccessControlLists.json`);
}

function addresses(twilio: TwilioConnection, accessListSid: string) {
  return twilio.below(path`/SIP/IpAccessControlLists/${accessListSid}/IpAddresses.json`);
}
