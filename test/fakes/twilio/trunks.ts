import { existing, type Account, type OriginationUrl, type Trunk } from './account';
import { badRequest } from './errors';
import type { Request, Route } from './operations';

const TRUNK = [
  'FriendlyName',
  'DomainName',
  'DisasterRecoveryUrl',
  'DisasterRecoveryMethod',
  'TransferMode',
  'Secure',
  'CnamLookupEnabled',
  'TransferCallerId',
];
const URL_PARAMS = ['Weight', 'Priority', 'Enabled', 'FriendlyName', 'SipUrl'];

const host = 'trunking.twilio.com';
const one = '/v1/Trunks/{trunk}';
const oneUrl = `${one}/OriginationUrls/{url}`;

export const TRUNK_ROUTES: readonly Route[] = [
  {
    operation: 'ListTrunks',
    method: 'GET',
    host,
    path: '/v1/Trunks',
    params: [],
    key: 'trunks',
    perform: all,
  },
  { operation: 'CreateTrunk', method: 'POST', host, path: '/v1/Trunks', params: TRUNK, perform: create },
  { operation: 'ReadTrunk', method: 'GET', host, path: one, params: [], perform: read },
  { operation: 'UpdateTrunk', method: 'POST', host, path: one, params: TRUNK, perform: update },
  { operation: 'DeleteTrunk', method: 'DELETE', host, path: one, params: [], perform: remove },
  {
    operation: 'ListOriginationUrls',
    method: 'GET',
    host,
    path: `${one}/OriginationUrls`,
    params: [],
    key: 'origination_urls',
    perform: allUrls,
  },
  {
    operation: 'CreateOriginationUrl',
    method: 'POST',
    host,
    path: `${one}/OriginationUrls`,
    params: URL_PARAMS.map((name) => `${name}!`),
    perform: createUrl,
  },
  {
    operation: 'UpdateOriginationUrl',
    method: 'POST',
    host,
    path: oneUrl,
    params: URL_PARAMS,
    perform: updateUrl,
  },
  { operation: 'DeleteOriginationUrl', method: 'DELETE', host, path: oneUrl, params: [], perform: removeUrl },
];

function all({ trunks }: Account): object[] {
  return [...trunks.values()];
}

function create(account: Account, { params }: Request): object {
  if (account.trunks.size >= account.settings.trunks) throw badRequest('Too many trunks');
  const trunk: Trunk = {
    sid: account.ids.sid('TK'),
    friendly_name: '',
    domain_name: null,
    disaster_recovery_url: null,
    disaster_recovery_method: 'POST',
    transfer_mode: 'disable-all',
    transfer_caller_id: 'from-transferee',
    secure: false,
    cnam_lookup_enabled: false,
  };
  const made = changed(account, trunk, params);
  account.trunks.set(made.sid, made);
  return made;
}

function read(account: Account, { sids }: Request): object {
  return existing(account.trunks, sids.trunk);
}

function update(account: Account, { sids, params }: Request): object {
  const trunk = changed(account, existing(account.trunks, sids.trunk), params);
  account.trunks.set(trunk.sid, trunk);
  return trunk;
}

/** Numbers on it stay in the account. */
function remove(account: Account, { sids }: Request): undefined {
  const { sid } = existing(account.trunks, sids.trunk);
  account.trunks.delete(sid);
  for (const url of account.originationUrls.values()) {
    if (url.trunk_sid === sid) account.originationUrls.delete(url.sid);
  }
  for (const pair of account.associations) if (pair.startsWith(`${sid}/`)) account.associations.delete(pair);
  for (const number of account.numbers.values()) if (number.trunk_sid === sid) number.trunk_sid = null;
}

function changed({ trunks }: Account, trunk: Trunk, params: Request['params']): Trunk {
  const next: Trunk = {
    ...trunk,
    friendly_name: atMost64(params.FriendlyName ?? trunk.friendly_name),
    domain_name: params.DomainName ?? trunk.domain_name,
    disaster_recovery_url: params.DisasterRecoveryUrl ?? trunk.disaster_recovery_url,
    disaster_recovery_method: params.DisasterRecoveryMethod ?? trunk.disaster_recovery_method,
    transfer_mode: oneOf(params.TransferMode ?? trunk.transfer_mode, [
      'disable-all',
      'enable-all',
      'sip-only',
    ]),
    transfer_caller_id: params.TransferCallerId ?? trunk.transfer_caller_id,
    secure: flag(params.Secure, trunk.secure),
    cnam_lookup_enabled: flag(params.CnamLookupEnabled, trunk.cnam_lookup_enabled),
  };
  const { domain_name: domain } = next;
  if (domain !== null && !/^[A-Za-z0-9-]+\.pstn\.twilio\.com$/.test(domain)) {
    throw badRequest('DomainName must end in pstn.twilio.com');
  }
  if (
    [...trunks.values()].some(({ sid, domain_name }) => sid !== next.sid && domain && domain_name === domain)
  ) {
    throw badRequest('DomainName is in use');
  }
  return next;
}

function allUrls(account: Account, { sids }: Request): object[] {
  const { sid } = existing(account.trunks, sids.trunk);
  return [...account.originationUrls.values()].filter(({ trunk_sid }) => trunk_sid === sid);
}

function createUrl(account: Account, request: Request): object {
  if (allUrls(account, request).length >= 10) throw badRequest('A trunk has at most 10 origination URLs');
  const { trunk = '' } = request.sids;
  const blank = { weight: 1, priority: 0, enabled: true, friendly_name: '', sip_url: '' };
  const url = changedUrl({ sid: account.ids.sid('OU'), trunk_sid: trunk, ...blank }, request.params);
  account.originationUrls.set(url.sid, url);
  return url;
}

function updateUrl(account: Account, request: Request): object {
  const url = changedUrl(urlOf(account, request), request.params);
  account.originationUrls.set(url.sid, url);
  return url;
}

function removeUrl(account: Account, request: Request): undefined {
  account.originationUrls.delete(urlOf(account, request).sid);
}

function urlOf(account: Account, { sids }: Request): OriginationUrl {
  const { sid } = existing(account.trunks, sids.trunk);
  return existing(
    new Map([...account.originationUrls].filter(([, { trunk_sid }]) => trunk_sid === sid)),
    sids.url,
  );
}

function changedUrl(url: OriginationUrl, params: Request['params']): OriginationUrl {
  const next = {
    ...url,
    weight: whole('Weight', params.Weight ?? url.weight, 1),
    priority: whole('Priority', params.Priority ?? url.priority, 0),
    enabled: flag(params.Enabled, url.enabled),
    friendly_name: atMost64(params.FriendlyName ?? url.friendly_name),
    sip_url: params.SipUrl ?? url.sip_url,
  };
  if (!/^sip:[^@\s]+$/.test(next.sip_url)) throw badRequest('SipUrl must be a sip: URI');
  return next;
}

function whole(name: string, given: string | number, least: number): number {
  const value = Number(given);
  if (Number.isInteger(value) && value >= least && value <= 65_535) return value;
  throw badRequest(`${name} must be from ${least} to 65535`);
}

function flag(given: string | undefined, now: boolean): boolean {
  return given === undefined ? now : oneOf(given, ['true', 'false']) === 'true';
}

function oneOf(given: string, allowed: readonly string[]): string {
  if (allowed.includes(given)) return given;
  throw badRequest(`${given} is not one of ${allowed.join(', ')}`);
}

function atMost64(name: string): string {
  if (name.length <= 64) return name;
  throw badRequest('FriendlyName is longer than 64 characters');
}
