import { CarrierFault, type CarrierRoute } from '../carrier-routes';
import { existing, type Account, type Trunk } from './account';
import { envelope, listOf } from './envelope';

export function trunkRoutes(account: Account): CarrierRoute[] {
  const trunks = '/v2/accounts/{account}/trunks';
  return [
    {
      operation: 'ListTrunks',
      method: 'GET',
      path: trunks,
      query: ['page_size', 'offset', 'trunk_sid'],
      perform: (asked) =>
        listOf(account, asked, `/v2/accounts/${account.sid}/trunks`, [...account.trunks.values()]),
    },
    {
      operation: 'CreateTrunk',
      method: 'POST',
      path: trunks,
      body: ['trunk_name!', 'nso_code!', 'domain_name!'],
      perform: ({ body }) => {
        const trunk = newTrunk(account, body);
        account.trunks.set(trunk.trunk_sid, trunk);
        return envelope({
          ...trunk,
          phone_numbers: `/v2/accounts/${account.sid}/trunks/${trunk.trunk_sid}/phone-numbers`,
        });
      },
    },
    {
      operation: 'ReadTrunk',
      method: 'GET',
      path: `${trunks}/{trunk}`,
      perform: ({ path }) => envelope(existing(account.trunks, path.trunk)),
    },
    {
      operation: 'SetTrunkSettings',
      method: 'POST',
      path: `${trunks}/{trunk}/settings`,
      body: ['settings!'],
      perform: ({ path, body }) => {
        const trunk = existing(account.trunks, path.trunk);
        const [setting] = body.settings as { name?: string; value?: string }[];
        if (setting?.name !== 'trunk_external_alias') throw new CarrierFault(400, 1002, 'Unknown setting');
        account.callerIds.set(trunk.trunk_sid, setting.value ?? '');
        return envelope({ settings: body.settings });
      },
    },
    {
      operation: 'DeleteTrunk',
      method: 'DELETE',
      path: trunks,
      query: ['trunk_sid'],
      perform: ({ query }) => {
        const { trunk_sid } = existing(account.trunks, query.trunk_sid);
        account.trunks.delete(trunk_sid);
        account.callerIds.delete(trunk_sid);
        for (const parts of [account.mappings, account.whitelistedIps, account.destinations]) {
          for (const part of [...parts.values()]) if (part.trunk_sid === trunk_sid) parts.delete(part.id);
        }
        return envelope({ trunk_sid });
      },
    },
  ];
}

function newTrunk(account: Account, body: Readonly<Record<string, unknown>>): Trunk {
  const { trunk_name: name, domain_name: domain, nso_code: code } = body;
  if (typeof name !== 'string' || !/^[A-Za-z0-9_]{1,16}$/.test(name)) {
    throw new CarrierFault(
      400,
      1002,
      'trunk_name must be alphanumeric with underscores only, max 16 characters',
    );
  }
  if (domain !== `${account.sid}.pstn.exotel.com`)
    throw new CarrierFault(400, 1002, 'domain_name is not the account’s');
  if (code !== 'ANY-ANY') throw new CarrierFault(400, 1002, 'nso_code must be ANY-ANY');
  if ([...account.trunks.values()].some(({ trunk_name }) => trunk_name === name)) {
    throw new CarrierFault(409, 1008, `Trunk with name '${name}' already exists`);
  }
  return {
    trunk_sid: `trmum1${account.hex().slice(0, 20)}`,
    trunk_name: name,
    status: 'active',
    domain_name: domain,
    auth_type: 'IP-WHITELIST',
    registration_enabled: 'disabled',
    edge_preference: 'auto',
    nso_code: code,
    secure_trunking: 'disabled',
  };
}
