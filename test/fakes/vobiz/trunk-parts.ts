import { CarrierFault, type Asked, type CarrierRoute } from '../carrier-routes';
import { existing, type Account } from './account';
import { pageOf } from './paging';

const IPV4 = /^(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2})?$/;
/** RFC 5737, for documents only. */
const FOR_DOCUMENTS = /^(?:192\.0\.2|198\.51\.100|203\.0\.113)\./;

export function trunkPartRoutes(account: Account): CarrierRoute[] {
  return [...originationUriRoutes(account), ...ipAclRoutes(account)];
}

function originationUriRoutes(account: Account): CarrierRoute[] {
  const above = '/api/v1/Account/{account}';
  const uris = account.originationUris;
  return [
    {
      operation: 'ListOriginationUris',
      method: 'GET',
      path: `${above}/trunks/origination-uris`,
      query: ['limit', 'offset'],
      perform: (asked) => pageOf(account, asked, [...uris.values()]),
    },
    {
      operation: 'CreateOriginationUri',
      method: 'POST',
      path: `${above}/origination-uris`,
      body: ['name!', 'sip_uri!', 'priority!'],
      perform: ({ body }) => {
        const uri = {
          id: account.uuid(),
          account_id: account.id,
          uri: sipUriOf(account, body),
          priority: Number(body.priority),
          weight: 10,
          enabled: true,
          transport: 'udp',
          description: null,
        };
        uris.set(uri.id, uri);
        return { status: 201, body: uri };
      },
    },
    {
      operation: 'UpdateOriginationUri',
      method: 'PUT',
      path: `${above}/origination-uris/{id}`,
      body: ['name', 'sip_uri', 'priority', 'weight', 'transport', 'enabled'],
      perform: ({ path, body }) => {
        const uri = existing(uris, path.id);
        const { name: _, sip_uri, transport, ...rest } = body;
        const { uriTransport } = account.settings;
        if (transport !== undefined && uriTransport === 'refused') {
          throw new CarrierFault(400, 400, 'unknown field transport');
        }
        if (typeof transport === 'string' && uriTransport === 'kept') uri.transport = transport;
        Object.assign(uri, rest, sip_uri !== undefined && { uri: sipUriOf(account, body) });
        return { status: 200, body: uri };
      },
    },
    {
      operation: 'DeleteOriginationUri',
      method: 'DELETE',
      path: `${above}/origination-uris/{id}`,
      perform: ({ path }) => {
        uris.delete(existing(uris, path.id).id);
        return { status: 204 };
      },
    },
  ];
}

function ipAclRoutes(account: Account): CarrierRoute[] {
  const above = '/api/v1/Account/{account}';
  const acls = account.ipAcls;
  return [
    {
      operation: 'ListIpAcls',
      method: 'GET',
      path: `${above}/trunks/ip-acl`,
      query: ['limit', 'offset'],
      perform: (asked) => pageOf(account, asked, [...acls.values()]),
    },
    {
      operation: 'CreateIpAcl',
      method: 'POST',
      path: `${above}/ip-acl`,
      body: ['name!', 'ip_address!'],
      perform: ({ body }) => {
        const range = String(body.ip_address);
        if (!IPV4.test(range) || FOR_DOCUMENTS.test(range)) {
          throw new CarrierFault(400, 400, 'ip_address must be a public IPv4 address or range');
        }
        const acl = {
          id: account.uuid(),
          account_id: account.id,
          ip_address: range,
          description: null,
          enabled: true,
        };
        acls.set(acl.id, acl);
        return { status: 201, body: acl };
      },
    },
    {
      operation: 'DeleteIpAcl',
      method: 'DELETE',
      path: `${above}/ip-acl/{id}`,
      perform: ({ path }) => {
        acls.delete(existing(acls, path.id).id);
        return { status: 204 };
      },
    },
  ];
}

function sipUriOf({ settings }: Account, body: Asked['body']): string {
  const uri = String(body.sip_uri);
  if (!uri.startsWith('sip:'))
    throw new CarrierFault(400, 400, 'Invalid SIP URI format: it must start with sip:');
  return settings.keepsUriParameters ? uri : uri.replace(/;.*/, '');
}
