import { CarrierFault, type Asked, type CarrierRoute } from '../carrier-routes';
import { existing, type Account, type Trunk } from './account';
import { pageOf } from './paging';

const SETTINGS = [
  'name',
  'trunk_status',
  'secure',
  'trunk_domain',
  'transport',
  'inbound_destination',
  'description',
  'concurrent_calls_limit',
  'cps_limit',
  'credential_uuid',
  'ipacl_uuid',
  'primary_uri_uuid',
  'fallback_uri_uuid',
];
const EXTRAS = ['trunk_type', 'max_concurrent_calls'];

type Writer = 'POST' | 'PUT' | 'PATCH';

export function trunkRoutes(account: Account): CarrierRoute[] {
  const trunks = '/api/v1/Account/{account}/trunks';
  const update = (method: Writer) => (asked: Asked) => {
    if (method === 'PATCH' && !account.settings.patch) {
      throw new CarrierFault(405, 'method_not_allowed', 'Method not allowed');
    }
    const trunk = existing(account.trunks, asked.path.trunk);
    Object.assign(trunk, changesOf(account, asked, method));
    return { status: 200, body: alone(trunk) };
  };
  return [
    {
      operation: 'ListTrunks',
      method: 'GET',
      path: trunks,
      query: ['limit', 'offset'],
      perform: (asked) => pageOf(account, asked, [...account.trunks.values()].map(withoutAcl)),
    },
    {
      operation: 'CreateTrunk',
      method: 'POST',
      path: trunks,
      body: [...SETTINGS, 'trunk_direction', ...EXTRAS],
      perform: (asked) => {
        checkDocuments(account, asked);
        const trunk = { ...newTrunk(account, asked), ...changesOf(account, asked, 'POST') };
        account.trunks.set(trunk.trunk_id, trunk);
        return { status: 201, body: alone(trunk) };
      },
    },
    {
      operation: 'ReadTrunk',
      method: 'GET',
      path: `${trunks}/{trunk}`,
      perform: ({ path }) => ({ status: 200, body: alone(existing(account.trunks, path.trunk)) }),
    },
    {
      operation: 'UpdateTrunk',
      method: 'PUT',
      path: `${trunks}/{trunk}`,
      body: SETTINGS,
      perform: update('PUT'),
    },
    {
      operation: 'PatchTrunk',
      method: 'PATCH',
      path: `${trunks}/{trunk}`,
      body: SETTINGS,
      perform: update('PATCH'),
    },
    {
      operation: 'DeleteTrunk',
      method: 'DELETE',
      path: `${trunks}/{trunk}`,
      perform: ({ path }) => {
        const trunk = existing(account.trunks, path.trunk);
        if (account.busy.has(trunk.trunk_id)) {
          throw new CarrierFault(409, 'trunk_busy', 'The trunk has active calls');
        }
        account.trunks.delete(trunk.trunk_id);
        cascade(account, trunk);
        return { status: 204 };
      },
    },
  ];
}

/** What a trunk is linked to goes with it, whoever made it. Numbers only come off. */
function cascade(
  account: Account,
  { trunk_id, ipacl_uuid, primary_uri_uuid, fallback_uri_uuid }: Trunk,
): void {
  account.ipAcls.delete(ipacl_uuid ?? '');
  account.originationUris.delete(primary_uri_uuid ?? '');
  account.originationUris.delete(fallback_uri_uuid ?? '');
  for (const number of account.numbers.values()) {
    if (number.trunk_group_id === trunk_id) number.trunk_group_id = null;
  }
}

function checkDocuments({ settings }: Account, { body }: Asked): void {
  const given = EXTRAS.filter((name) => body[name] !== undefined);
  if (settings.documents === 'openapi' && given.length > 0) {
    throw new CarrierFault(400, 'invalid_request', `unknown field ${given.join(', ')}`);
  }
  if (settings.documents === 'prose' && given.length < EXTRAS.length) {
    throw new CarrierFault(400, 'invalid_request', `${EXTRAS.join(' and ')} are required`);
  }
}

function newTrunk(account: Account, { body }: Asked): Trunk {
  const direction = body.trunk_direction ?? String(body.trunk_type).toLowerCase();
  if (direction !== 'inbound' && direction !== 'outbound') {
    throw new CarrierFault(400, 'invalid_direction', 'trunk_direction is inbound or outbound, not both');
  }
  if (typeof body.name !== 'string') throw new CarrierFault(400, 'invalid_request', 'name is required');
  const id = account.uuid();
  return {
    trunk_id: id,
    account_id: account.id,
    name: body.name,
    trunk_domain: `${id.slice(0, 8)}.sip.vobiz.ai`,
    trunk_status: 'active',
    trunk_direction: direction,
    transport: 'udp',
    secure: false,
    concurrent_calls_limit: 10,
    cps_limit: 2,
    primary_uri_uuid: null,
    fallback_uri_uuid: null,
    inbound_destination: null,
    ipacl_uuid: null,
  };
}

function changesOf(account: Account, { body }: Asked, method: Writer): Partial<Trunk> {
  const { trunk_status, trunk_direction: _, trunk_type: __, max_concurrent_calls: ___, ...rest } = body;
  check(account, body);
  const changes = {
    ...rest,
    ...(trunk_status !== undefined && { trunk_status: trunk_status === 'enabled' ? 'active' : 'disabled' }),
  };
  const lost = account.settings.loses[method] ?? [];
  return Object.fromEntries(Object.entries(changes).filter(([name]) => !lost.includes(name)));
}

function check(account: Account, body: Asked['body']): void {
  const oneOf = (name: string, allowed: readonly unknown[]) => {
    if (body[name] === undefined || allowed.includes(body[name])) return;
    throw new CarrierFault(400, `invalid_${name}`, `${name} is one of ${allowed.join(', ')}`);
  };
  oneOf('transport', ['udp', 'tcp', 'tls']);
  oneOf('trunk_status', ['enabled', 'disabled']);
  oneOf('primary_uri_uuid', [...account.originationUris.keys()]);
  oneOf('fallback_uri_uuid', [...account.originationUris.keys()]);
  oneOf('ipacl_uuid', [...account.ipAcls.keys()]);
  const { inbound_destination: host } = body;
  if (typeof host === 'string' && host.startsWith('sip:')) {
    throw new CarrierFault(400, 'invalid_destination', 'inbound_destination is a host, without sip:');
  }
}

function withoutAcl({ ipacl_uuid: _, ...shown }: Trunk): object {
  return shown;
}

/** A read of one trunk shows less than the list. */
function alone(trunk: Trunk): object {
  const { ipacl_uuid: _, primary_uri_uuid: __, fallback_uri_uuid: ___, ...shown } = trunk;
  const { inbound_destination: ____, ...rest } = shown;
  return rest;
}
