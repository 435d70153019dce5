import type { AllowedCall, AllowList } from '../guard';

/** Exotel's two clusters. An account lives in one of them. */
export const CLUSTERS = {
  mumbai: 'https://api.in.exotel.com',
  singapore: 'https://api.exotel.com',
} as const;
export type Cluster = keyof typeof CLUSTERS;

/** What lists of the several APIs take. */
const PAGING = ['page_size', 'offset', 'page'];
const CONNECT = [
  'From',
  'CallerId',
  'Url',
  'CallType',
  'TimeLimit',
  'TimeOut',
  'StatusCallback',
  'CustomField',
];

type Call = Omit<AllowedCall, 'origin'>;

/** Below `/v2/accounts/{account}/trunks`. */
const trunks: readonly Call[] = [
  { method: 'GET', path: '', query: PAGING },
  { method: 'POST', path: '', body: ['trunk_name', 'nso_code', 'domain_name'] },
  // Nobody says what it would delete without one.
  { method: 'DELETE', path: '', needs: { trunk_sid: 'trunk' } },
  { method: 'GET', path: '/{trunk}' },
  { method: 'GET', path: '/{trunk}/phone-numbers', query: PAGING },
  { method: 'POST', path: '/{trunk}/phone-numbers', body: ['phone_number', 'mode'] },
  { method: 'PUT', path: '/{trunk}/phone-numbers/{mapping}', body: ['phone_number', 'mode'] },
  { method: 'GET', path: '/{trunk}/whitelisted-ips', query: PAGING },
  { method: 'POST', path: '/{trunk}/whitelisted-ips', body: ['ip', 'mask'] },
  { method: 'GET', path: '/{trunk}/destination-uris', query: PAGING },
  { method: 'POST', path: '/{trunk}/destination-uris', body: ['destinations'] },
  { method: 'POST', path: '/{trunk}/settings', body: ['settings'] },
];

/** No POST, which rents a number, and no DELETE, which gives one back for good. */
const numbers: readonly Call[] = [
  { method: 'GET', path: '/v2_beta/Accounts/{account}/IncomingPhoneNumbers', query: PAGING },
  { method: 'GET', path: '/v2_beta/Accounts/{account}/IncomingPhoneNumbers/{number}' },
  { method: 'PUT', path: '/v2_beta/Accounts/{account}/IncomingPhoneNumbers/{number}', body: ['VoiceUrl'] },
];

const calls: readonly Call[] = [
  { method: 'POST', path: '/v1/Accounts/{account}/Calls/connect.json', body: CONNECT },
  { method: 'GET', path: '/v1/Accounts/{account}/Calls/{call}.json' },
];

/**
 * All that is ever asked of Exotel. No release or rental of a number, no change of an account.
 *
 * Source: exotel/exotel-vsip-trunk-Configuration-API docs/API_REFERENCE.md and curl/ (2026-01-24),
 * developer.exotel.com (ExoPhones, Voice v1), read 2026-11-22 and 2026-11-23.
 */
export const EXOTEL_CALLS: AllowList = {
  carrier: 'exotel',
  segments: {
    account: '[A-Za-z0-9_-]{1,64}',
    trunk: 'trm[A-Za-z0-9]{1,64}',
    mapping: '\\d{1,20}',
    number: '[A-Za-z0-9]{1,64}',
    call: '[A-Za-z0-9]{1,64}',
  },
  calls: Object.values(CLUSTERS).flatMap((origin) =>
    [
      ...trunks.map((call) => ({ ...call, path: `/v2/accounts/{account}/trunks${call.path}` })),
      ...numbers,
      ...calls,
    ].map((call) => ({ ...call, origin })),
  ),
};
