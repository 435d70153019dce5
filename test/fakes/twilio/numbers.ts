import { existing, type Account, type PhoneNumber } from './account';
import { badRequest, notFound } from './errors';
import type { Request, Route } from './operations';

const host = 'api.twilio.com';
const numbers = '/2010-04-01/Accounts/{account}/IncomingPhoneNumbers';
const trunking = { host: 'trunking.twilio.com' as const, path: '/v1/Trunks/{trunk}/PhoneNumbers' };

/** Of the API's parameters those that it documents for an update, without those for text messages. */
const UPDATE = [
  'AccountSid',
  'FriendlyName',
  'TrunkSid',
  'VoiceApplicationSid',
  'VoiceUrl',
  'VoiceMethod',
  'VoiceFallbackUrl',
  'VoiceFallbackMethod',
  'VoiceReceiveMode',
  'VoiceCallerIdLookup',
  'StatusCallback',
  'StatusCallbackMethod',
];

export const NUMBER_ROUTES: readonly Route[] = [
  {
    operation: 'ListNumbers',
    method: 'GET',
    host,
    path: `${numbers}.json`,
    params: ['PhoneNumber', 'FriendlyName'],
    key: 'incoming_phone_numbers',
    perform: similar,
  },
  {
    operation: 'ReadNumber',
    method: 'GET',
    host,
    path: `${numbers}/{number}.json`,
    params: [],
    perform: (account, { sids }) => existing(account.numbers, sids.number),
  },
  {
    operation: 'UpdateNumber',
    method: 'POST',
    host,
    path: `${numbers}/{number}.json`,
    params: UPDATE,
    perform: update,
  },
  {
    operation: 'ListTrunkNumbers',
    method: 'GET',
    ...trunking,
    params: [],
    key: 'phone_numbers',
    perform: allOfTrunk,
  },
  { operation: 'AttachNumber', method: 'POST', ...trunking, params: ['PhoneNumberSid!'], perform: attach },
  {
    operation: 'DetachNumber',
    method: 'DELETE',
    host: trunking.host,
    path: `${trunking.path}/{number}`,
    params: [],
    perform: detach,
  },
];

/** The filter finds every number in which the digits stand. */
function similar(account: Account, { params }: Request): object[] {
  const { PhoneNumber: part = '', FriendlyName: name } = params;
  return [...account.numbers.values()].filter(
    (number) =>
      number.phone_number.includes(part.replaceAll('*', '')) &&
      (name === undefined || number.friendly_name === name),
  );
}

function update(account: Account, { sids, params }: Request): object {
  const number = existing(account.numbers, sids.number);
  const { TrunkSid, VoiceApplicationSid } = params;
  if (TrunkSid && VoiceApplicationSid)
    throw badRequest('TrunkSid and VoiceApplicationSid exclude each other');
  // What an empty one does is not documented.
  if (TrunkSid !== undefined) existing(account.trunks, TrunkSid);
  for (const name of ['VoiceUrl', 'VoiceFallbackUrl', 'StatusCallback']) {
    if (params[name] && !/^https?:\/\//.test(params[name])) throw badRequest(`${name} is no URL`);
  }
  for (const name of ['VoiceMethod', 'VoiceFallbackMethod', 'StatusCallbackMethod']) {
    if (!['GET', 'POST'].includes(params[name] ?? 'POST')) throw badRequest(`${name} must be GET or POST`);
  }
  Object.assign(number, {
    friendly_name: params.FriendlyName ?? number.friendly_name,
    voice_url: params.VoiceUrl ?? number.voice_url,
    voice_method: params.VoiceMethod ?? number.voice_method,
    voice_fallback_url: params.VoiceFallbackUrl ?? number.voice_fallback_url,
    voice_fallback_method: params.VoiceFallbackMethod ?? number.voice_fallback_method,
    voice_receive_mode: params.VoiceReceiveMode ?? number.voice_receive_mode,
    status_callback: params.StatusCallback ?? number.status_callback,
    status_callback_method: params.StatusCallbackMethod ?? number.status_callback_method,
    ...(VoiceApplicationSid === '' && { voice_application_sid: '' }),
    ...(TrunkSid && { trunk_sid: TrunkSid, voice_application_sid: '' }),
    ...(VoiceApplicationSid && { voice_application_sid: VoiceApplicationSid, trunk_sid: null }),
  });
  if (params.AccountSid !== undefined) account.numbers.delete(number.sid);
  return number;
}

function allOfTrunk(account: Account, { sids }: Request): object[] {
  const { sid } = existing(account.trunks, sids.trunk);
  return [...account.numbers.values()].filter(({ trunk_sid }) => trunk_sid === sid);
}

/** "Setting a trunk_sid will automatically delete your voice_application_sid." */
function attach(account: Account, { sids, params }: Request): object {
  const { sid } = existing(account.trunks, sids.trunk);
  const number: PhoneNumber = existing(account.numbers, params.PhoneNumberSid);
  const elsewhere = number.trunk_sid !== null && number.trunk_sid !== sid;
  if (elsewhere && account.settings.attachElsewhere === 'refused') {
    throw badRequest('The number is on another trunk');
  }
  return Object.assign(number, { trunk_sid: sid, voice_application_sid: '' });
}

function detach(account: Account, { sids }: Request): undefined {
  const number = existing(account.numbers, sids.number);
  if (number.trunk_sid !== existing(account.trunks, sids.trunk).sid) throw notFound(number.sid);
  number.trunk_sid = null;
}
