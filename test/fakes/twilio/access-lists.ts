import { isIPv4 } from 'node:net';
import { existing, type Account, type Address } from './account';
import { badRequest, notFound } from './errors';
import type { Request, Route } from './operations';

const host = 'api.twilio.com';
const lists = '/2010-04-01/Accounts/{account}/SIP/IpAccessControlLists';
const addresses = `${lists}/{list}/IpAddresses`;
const trunking = { host: 'trunking.twilio.com' as const, path: '/v1/Trunks/{trunk}/IpAccessControlLists' };
const key = 'ip_access_control_lists';

export const ACCESS_LIST_ROUTES: readonly Route[] = [
  { operation: 'ListAccessLists', method: 'GET', host, path: `${lists}.json`, params: [], key, perform: all },
  {
    operation: 'CreateAccessList',
    method: 'POST',
    host,
    path: `${lists}.json`,
    params: ['FriendlyName!'],
    perform: create,
  },
  {
    operation: 'DeleteAccessList',
    method: 'DELETE',
    host,
    path: `${lists}/{list}.json`,
    params: [],
    perform: remove,
  },
  {
    operation: 'ListAddresses',
    method: 'GET',
    host,
    path: `${addresses}.json`,
    params: [],
    key: 'ip_addresses',
    perform: allAddresses,
  },
  {
    operation: 'CreateAddress',
    method: 'POST',
    host,
    path: `${addresses}.json`,
    params: ['FriendlyName!', 'IpAddress!', 'CidrPrefixLength'],
    perform: createAddress,
  },
  {
    operation: 'DeleteAddress',
    method: 'DELETE',
    host,
    path: `${addresses}/{address}.json`,
    params: [],
    perform: removeAddress,
  },
  { operation: 'ListTrunkAccessLists', method: 'GET', ...trunking, params: [], key, perform: allOfTrunk },
  {
    operation: 'AssociateAccessList',
    method: 'POST',
    ...trunking,
    params: ['IpAccessControlListSid!'],
    perform: associate,
  },
  {
    operation: 'DissociateAccessList',
    method: 'DELETE',
    host: trunking.host,
    path: `${trunking.path}/{list}`,
    params: [],
    perform: dissociate,
  },
];

function all({ accessLists }: Account): object[] {
  return [...accessLists.values()];
}

function create(account: Account, { params }: Request): object {
  const list = { sid: account.ids.sid('AL'), friendly_name: params.FriendlyName ?? '' };
  account.accessLists.set(list.sid, list);
  return list;
}

/** Whether Twilio lets a list go that is on a trunk is not documented; the stricter is assumed. */
function remove(account: Account, { sids }: Request): undefined {
  const { sid } = existing(account.accessLists, sids.list);
  if ([...account.associations].some((pair) => pair.endsWith(`/${sid}`))) {
    throw badRequest('The list is on a trunk');
  }
  account.accessLists.delete(sid);
  for (const address of addressesOf(account, sid)) account.addresses.delete(address.sid);
}

function allAddresses(account: Account, { sids }: Request): object[] {
  return addressesOf(account, existing(account.accessLists, sids.list).sid);
}

function createAddress(account: Account, { sids, params }: Request): object {
  const { sid } = existing(account.accessLists, sids.list);
  const { FriendlyName = '', IpAddress = '', CidrPrefixLength = '32' } = params;
  const length = Number(CidrPrefixLength);
  if (!isIPv4(IpAddress)) throw badRequest('IpAddress is not IPv4');
  if (!Number.isInteger(length) || length < 1 || length > 32)
    throw badRequest('CidrPrefixLength is no length');
  const address: Address = {
    sid: account.ids.sid('IP'),
    ip_access_control_list_sid: sid,
    friendly_name: FriendlyName,
    ip_address: IpAddress,
    cidr_prefix_length: length,
  };
  account.addresses.set(address.sid, address);
  return address;
}

function removeAddress(account: Account, { sids }: Request): undefined {
  const address = existing(account.addresses, sids.address);
  if (address.ip_access_control_list_sid !== sids.list) throw notFound(address.sid);
  account.addresses.delete(address.sid);
}

function allOfTrunk(account: Account, { sids }: Request): object[] {
  const trunk = existing(account.trunks, sids.trunk);
  return [...account.accessLists.values()].filter(({ sid }) =>
    account.associations.has(`${trunk.sid}/${sid}`),
  );
}

function associate(account: Account, { sids, params }: Request): object {
  const trunk = existing(account.trunks, sids.trunk);
  const list = existing(account.accessLists, params.IpAccessControlListSid);
  account.associations.add(`${trunk.sid}/${list.sid}`);
  return list;
}

function dissociate(account: Account, { sids }: Request): undefined {
  if (!account.associations.delete(`${sids.trunk}/${sids.list}`)) throw notFound(sids.list ?? '');
}

function addressesOf({ addresses: known }: Account, list: string): Address[] {
  return [...known.values()].filter(({ ip_access_control_list_sid }) => ip_access_control_list_sid === list);
}
