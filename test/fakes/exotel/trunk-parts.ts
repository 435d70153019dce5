import { CarrierFault, type Asked, type CarrierRoute } from '../carrier-routes';
import { existing, type Account, type Destination, type Mapping } from './account';
import { bulk, envelope, innerFailure, listOf } from './envelope';

const IPV4 = /^(?:\d{1,3}\.){3}\d{1,3}$/;

export function trunkPartRoutes(account: Account): CarrierRoute[] {
  const trunk = '/v2/accounts/{account}/trunks/{trunk}';
  return [
    list('ListMappings', 'phone-numbers', account.mappings),
    list('ListWhitelistedIps', 'whitelisted-ips', account.whitelistedIps),
    list('ListDestinations', 'destination-uris', account.destinations),
    {
      operation: 'MapNumber',
      method: 'POST',
      path: `${trunk}/phone-numbers`,
      body: ['phone_number!', 'mode'],
      perform: ({ path, body }) => {
        const { trunk_sid } = existing(account.trunks, path.trunk);
        const e164 = String(body.phone_number);
        if (!/^\+\d{7,15}$/.test(e164))
          throw new CarrierFault(400, 1002, 'phone_number must be in E.164 format');
        if (![...account.numbers.values()].some((owned) => owned.e164 === e164)) {
          throw new CarrierFault(400, 1002, `${e164} is not a number of the account`);
        }
        if ([...account.mappings.values()].some(({ phone_number }) => phone_number === e164)) {
          return innerFailure(
            duplicate(`Unable to create DidTrunkMapping of ${e164} with TrunkSid ${trunk_sid}`),
          );
        }
        const mapping: Mapping = { id: account.id(), phone_number: e164, trunk_sid, mode: modeOf(body) };
        account.mappings.set(mapping.id, mapping);
        return envelope(mapping);
      },
    },
    {
      operation: 'UpdateMapping',
      method: 'PUT',
      path: `${trunk}/phone-numbers/{mapping}`,
      body: ['phone_number!', 'mode!'],
      perform: ({ path, body }) => {
        const mapping = existing(account.mappings, path.mapping);
        if (mapping.trunk_sid !== path.trunk || mapping.phone_number !== body.phone_number) {
          throw new CarrierFault(404, 1000, 'The mapping is of another trunk or number');
        }
        mapping.mode = modeOf(body);
        return envelope(mapping);
      },
    },
    {
      operation: 'WhitelistIp',
      method: 'POST',
      path: `${trunk}/whitelisted-ips`,
      body: ['ip!', 'mask'],
      perform: ({ path, body }) => {
        const { trunk_sid } = existing(account.trunks, path.trunk);
        const ip = String(body.ip);
        if (!IPV4.test(ip)) throw new CarrierFault(400, 1002, 'ip must be a valid IPv4 address');
        if ((body.mask ?? 32) !== 32) throw new CarrierFault(400, 1002, 'CIDR ranges are not supported');
        if (partsOf(account.whitelistedIps, trunk_sid).some((known) => known.ip === ip)) {
          return innerFailure(duplicate(`Unable to Whitelist-ip with ip ${ip}`));
        }
        const entry = { id: account.id(), trunk_sid, ip, mask: 32, friendly_name: null };
        account.whitelistedIps.set(entry.id, entry);
        return envelope(entry);
      },
    },
    {
      operation: 'AddDestinations',
      method: 'POST',
      path: `${trunk}/destination-uris`,
      body: ['destinations!'],
      perform: ({ path, body }) => {
        const { trunk_sid } = existing(account.trunks, path.trunk);
        const asked = body.destinations as { destination?: string }[];
        return bulk(asked.map(({ destination = '' }) => addDestination(account, trunk_sid, destination)));
      },
    },
  ];

  function list<T extends { trunk_sid: string }>(
    operation: string,
    name: string,
    parts: ReadonlyMap<string, T>,
  ): CarrierRoute {
    return {
      operation,
      method: 'GET',
      path: `${trunk}/${name}`,
      query: ['page_size', 'offset'],
      perform: (asked) => {
        const { trunk_sid } = existing(account.trunks, asked.path.trunk);
        const here = `/v2/accounts/${account.sid}/trunks/${trunk_sid}/${name}`;
        return listOf(account, asked, here, partsOf(parts, trunk_sid));
      },
    };
  }
}

function addDestination(account: Account, trunk_sid: string, address: string): Destination | CarrierFault {
  const [, host = ''] = /^([^:;]+):\d+;transport=(?:tls|tcp)$/.exec(address) ?? [];
  const known = partsOf(account.whitelistedIps, trunk_sid).map(({ ip }) => ip);
  if (IPV4.test(host) && !known.includes(host))
    return new CarrierFault(400, 1002, 'Destination not whitelisted');
  if (!/^[\w-]+(?:\.[\w-]+)+$/.test(host))
    return new CarrierFault(400, 1002, 'Destination is not a valid Ip or Fqdn');
  const destination = `sip:${address}`;
  if (partsOf(account.destinations, trunk_sid).some((other) => other.destination === destination)) {
    return duplicate('Unable to create destination');
  }
  const added = { id: account.id(), trunk_sid, destination, type: 'public' as const, priority: 0, weight: 1 };
  account.destinations.set(added.id, added);
  return added;
}

function partsOf<T extends { trunk_sid: string }>(parts: ReadonlyMap<string, T>, trunkSid: string): T[] {
  return [...parts.values()].filter(({ trunk_sid }) => trunk_sid === trunkSid);
}

function duplicate(message: string): CarrierFault {
  return new CarrierFault(409, 1008, message);
}

function modeOf({ mode = null }: Asked['body']): Mapping['mode'] {
  if (mode === 'pstn' || mode === 'flow' || mode === null) return mode;
  throw new CarrierFault(400, 1002, 'mode is pstn or flow');
}
