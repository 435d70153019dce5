import type { AllowedCall, AllowList } from '../guard';

export const TRUNKING = 'https://trunking.twilio.com';
export const CORE = 'https://api.twilio.com';

const PAGING = ['PageSize', 'Page', 'PageToken'];
const TRUNK = ['FriendlyName', 'DomainName', 'Secure', 'TransferMode'];
const ORIGINATION_URL = ['Weight', 'Priority', 'Enabled', 'FriendlyName', 'SipUrl'];
const ROUTING = [
  'TrunkSid',
  'VoiceApplicationSid',
  'VoiceUrl',
  'VoiceMethod',
  'VoiceFallbackUrl',
  'VoiceFallbackMethod',
  'VoiceReceiveMode',
  'StatusCallback',
  'StatusCallbackMethod',
];
const CALL = [
  'To',
  'From',
  'Twiml',
  'Timeout',
  'TimeLimit',
  'StatusCallback',
  'StatusCallbackMethod',
  'StatusCallbackEvent',
  'MachineDetection',
  'AsyncAmd',
  'AsyncAmdStatusCallback',
  'AsyncAmdStatusCallbackMethod',
];

type Call = Omit<AllowedCall, 'origin'>;

const trunking: readonly Call[] = [
  { method: 'GET', path: '/v1/Trunks', query: PAGING },
  { method: 'POST', path: '/v1/Trunks', body: TRUNK },
  { method: 'GET', path: '/v1/Trunks/{trunk}' },
  { method: 'POST', path: '/v1/Trunks/{trunk}', body: TRUNK },
  { method: 'DELETE', path: '/v1/Trunks/{trunk}' },
  { method: 'GET', path: '/v1/Trunks/{trunk}/OriginationUrls', query: PAGING },
  { method: 'POST', path: '/v1/Trunks/{trunk}/OriginationUrls', body: ORIGINATION_URL },
  { method: 'POST', path: '/v1/Trunks/{trunk}/OriginationUrls/{originationUrl}', body: ORIGINATION_URL },
  { method: 'DELETE', path: '/v1/Trunks/{trunk}/OriginationUrls/{originationUrl}' },
  { method: 'GET', path: '/v1/Trunks/{trunk}/PhoneNumbers', query: PAGING },
  { method: 'POST', path: '/v1/Trunks/{trunk}/PhoneNumbers', body: ['PhoneNumberSid'] },
  // Only takes the number off the trunk; the account keeps it.
  { method: 'DELETE', path: '/v1/Trunks/{trunk}/PhoneNumbers/{number}' },
  { method: 'GET', path: '/v1/Trunks/{trunk}/IpAccessControlLists', query: PAGING },
  { method: 'POST', path: '/v1/Trunks/{trunk}/IpAccessControlLists', body: ['IpAccessControlListSid'] },
  { method: 'DELETE', path: '/v1/Trunks/{trunk}/IpAccessControlLists/{accessList}' },
];

/** Below `/2010-04-01/Accounts/{account}`. */
const core: readonly Call[] = [
  { method: 'GET', path: '.json' },
  { method: 'GET', path: '/IncomingPhoneNumbers.json', query: ['PhoneNumber', ...PAGING] },
  { method: 'GET', path: '/IncomingPhoneNumbers/{number}.json' },
  // Without AccountSid, by which a number goes to another account.
  { method: 'POST', path: '/IncomingPhoneNumbers/{number}.json', body: ROUTING },
  { method: 'GET', path: '/SIP/IpAccessControlLists.json', query: PAGING },
  { method: 'POST', path: '/SIP/IpAccessControlLists.json', body: ['FriendlyName'] },
  { method: 'DELETE', path: '/SIP/IpAccessControlLists/{accessList}.json' },
  { method: 'GET', path: '/SIP/IpAccessControlLists/{accessList}/IpAddresses.json', query: PAGING },
  {
    method: 'POST',
    path: '/SIP/IpAccessControlLists/{accessList}/IpAddresses.json',
    body: ['FriendlyName', 'IpAddress', 'CidrPrefixLength'],
  },
  { method: 'DELETE', path: '/SIP/IpAccessControlLists/{accessList}/IpAddresses/{address}.json' },
  { method: 'GET', path: '/Calls.json', query: ['To', 'From', ...PAGING] },
  { method: 'POST', path: '/Calls.json', body: CALL },
  { method: 'GET', path: '/Calls/{call}.json' },
  { method: 'POST', path: '/Calls/{call}.json', body: ['Status'] },
];

/**
 * All that is ever asked of Twilio. No release or purchase of a number, no change of an account.
 *
 * Source: twilio/twilio-oai, spec/json/twilio_trunking_v1.json and twilio_api_v2010.json, read 2026-11-22.
 */
export const TWILIO_CALLS: AllowList = {
  carrier: 'twilio',
  segments: {
    account: sid('AC'),
    accessList: sid('AL'),
    address: sid('IP'),
    call: sid('CA'),
    number: sid('PN'),
    originationUrl: sid('OU'),
    trunk: sid('TK'),
  },
  calls: [
    ...trunking.map((call) => ({ ...call, origin: TRUNKING })),
    ...core.map((call) => ({ ...call, origin: CORE, path: `/2010-04-01/Accounts/{account}${call.path}` })),
  ],
};

function sid(prefix: string): string {
  return `${prefix}[0-9a-fA-F]{32}`;
}
