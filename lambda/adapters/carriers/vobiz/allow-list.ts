import type { AllowedCall, AllowList } from '../guard';

export const VOBIZ = 'https://api.vobiz.ai';

const PAGING = ['limit', 'offset'];
const TRUNK = [
  'name',
  'trunk_direction',
  'trunk_status',
  'transport',
  'secure',
  'primary_uri_uuid',
  'fallback_uri_uuid',
  'inbound_destination',
  'ipacl_uuid',
];
const ORIGINATION_URI = ['name', 'sip_uri', 'priority'];
const CALL = [
  'from',
  'to',
  'answer_url',
  'answer_method',
  'ring_url',
  'hangup_url',
  'time_limit',
  'machine_detection',
  'machine_detection_url',
];

/** Below `/api/v1/Account/{account}`. */
const account: readonly Omit<AllowedCall, 'origin'>[] = [
  { method: 'GET', path: '/trunks', query: PAGING },
  { method: 'POST', path: '/trunks', body: [...TRUNK, 'trunk_type', 'max_concurrent_calls'] },
  { method: 'GET', path: '/trunks/{id}' },
  { method: 'PUT', path: '/trunks/{id}', body: TRUNK },
  { method: 'PATCH', path: '/trunks/{id}', body: TRUNK },
  { method: 'DELETE', path: '/trunks/{id}' },
  // Vobiz lists these two below the trunks and keeps them beside.
  { method: 'GET', path: '/trunks/origination-uris', query: PAGING },
  { method: 'POST', path: '/origination-uris', body: ORIGINATION_URI },
  { method: 'PUT', path: '/origination-uris/{id}', body: ['transport'] },
  { method: 'DELETE', path: '/origination-uris/{id}' },
  { method: 'GET', path: '/trunks/ip-acl', query: PAGING },
  { method: 'POST', path: '/ip-acl', body: ['name', 'ip_address'] },
  { method: 'DELETE', path: '/ip-acl/{id}' },
  { method: 'GET', path: '/numbers', query: ['page', 'per_page', 'search', 'include_subaccounts'] },
  // One segment less, and the DELETE gives the number back to Vobiz for good.
  { method: 'POST', path: '/numbers/{number}/assign', body: ['trunk_group_id'] },
  { method: 'DELETE', path: '/numbers/{number}/assign' },
  { method: 'POST', path: '/numbers/{number}/application', body: ['application_id'] },
  { method: 'DELETE', path: '/numbers/{number}/application' },
  { method: 'POST', path: '/Call/', body: CALL },
  { method: 'GET', path: '/Call/{id}/', query: ['status'] },
  { method: 'DELETE', path: '/Call/{id}/' },
];

/**
 * All that is ever asked of Vobiz. No release or purchase of a number, no change of an account.
 *
 * Source: vobiz-ai/Vobiz-PHP-SDK (2026-07-20) and vobiz-ai/Agent-Skills (2026-07-21), read 2026-11-22.
 */
export const VOBIZ_CALLS: AllowList = {
  carrier: 'vobiz',
  segments: {
    account: '[MS]A_[A-Za-z0-9]{1,32}',
    id: '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}',
    number: '\\+[1-9]\\d{6,14}',
  },
  calls: [
    { method: 'GET', origin: VOBIZ, path: '/api/v1/auth/me' },
    ...account.map((call) => ({ ...call, origin: VOBIZ, path: `/api/v1/Account/{account}${call.path}` })),
  ],
};
