import type { Twilio } from 'twilio';
import {
  associateAccessList,
  attachNumber,
  cancelCall,
  createAccessList,
  createAllowedAddress,
  createCall,
  createOriginationUrl,
  createTrunk,
  deleteAccessList,
  deleteAllowedAddress,
  deleteOriginationUrl,
  deleteTrunk,
  detachNumber,
  dissociateAccessList,
  findNumber,
  hangUpCall,
  listAccessLists,
  listAllowedAddresses,
  listAssociatedAccessLists,
  listNumbers,
  listOriginationUrls,
  listTrunkNumbers,
  listTrunks,
  readAccount,
  readCall,
  readNumber,
  readTrunk,
  recentCalls,
  setRouting,
  TWILIO_CALLS,
  updateOriginationUrl,
  updateTrunk,
  type TwilioConnection,
  type VoiceRouting,
} from '../../../../../lambda/adapters/carriers/twilio';
import { startTwilio, type FakeTwilio } from '../../../../fakes/twilio';
import { TRUNK } from './connected';
import documented from './documented-parameters.json';
import { recorded, recordedPackage, type SentRequest } from './recorded';

const ALL = { pageSize: 1000 };
const URL_SETTINGS = {
  friendlyName: 'abc.voiceconnector.chime.aws',
  sipUrl: 'sip:abc.voiceconnector.chime.aws;transport=tls;edge=ashburn?X-Byon-Key=0a1b',
  priority: 1,
  weight: 10,
  enabled: true,
};
const CALL = {
  to: '+14155550123',
  from: '+14155550100',
  twiml:
    '<Response><Dial callerId="+14155550100"><Sip>sip:a@b;secure=true?X-Byon-Key=c&amp;d=é</Sip></Dial></Response>',
  ringSeconds: 30,
  limitSeconds: 3600,
};
const BRIDGE = 'https://bridge.example/twilio/status?a=1&b=2';
const ROUTING: VoiceRouting = {
  trunkSid: '',
  voiceApplicationSid: '',
  voiceUrl: 'https://customer.example/voice?a=1&b=2 3',
  voiceMethod: 'GET',
  voiceFallbackUrl: 'https://customer.example/fallback',
  voiceFallbackMethod: 'POST',
  voiceReceiveMode: 'voice',
  statusCallback: 'https://customer.example/status',
  statusCallbackMethod: 'POST',
};
const URLS = {
  voiceUrl: ROUTING.voiceUrl,
  voiceMethod: ROUTING.voiceMethod,
  voiceFallbackUrl: ROUTING.voiceFallbackUrl,
  voiceFallbackMethod: ROUTING.voiceFallbackMethod,
  voiceReceiveMode: 'voice' as const,
  statusCallback: ROUTING.statusCallback,
  statusCallbackMethod: ROUTING.statusCallbackMethod,
};

/** What there is before each request, by sid. */
interface Things {
  account: string;
  trunk: string;
  otherTrunk: string;
  url: string;
  list: string;
  freeList: string;
  address: string;
  number: string;
  onTrunk: string;
  onApplication: string;
  call: string;
}
const APPLICATION = `AP${'4'.repeat(32)}`;

type Ours = (twilio: TwilioConnection, things: Things) => Promise<unknown>;
type Theirs = (client: Twilio, things: Things) => Promise<unknown>;

/** What our functions do, and how the official package is asked for the same. */
const REQUESTS: Record<string, [Ours, Theirs]> = {
  'read the account': [
    (twilio) => readAccount(twilio),
    (client, { account }) => client.api.v2010.accounts(account).fetch(),
  ],
  'list trunks': [listTrunks, (client) => client.trunking.v1.trunks.list(ALL)],
  'create a trunk': [
    (twilio) => createTrunk(twilio, TRUNK),
    (client) => client.trunking.v1.trunks.create(TRUNK),
  ],
  'read a trunk': [
    (twilio, { trunk }) => readTrunk(twilio, trunk),
    (client, { trunk }) => client.trunking.v1.trunks(trunk).fetch(),
  ],
  'update a trunk': [
    (twilio, { trunk }) => updateTrunk(twilio, trunk, TRUNK),
    (client, { trunk }) => client.trunking.v1.trunks(trunk).update(TRUNK),
  ],
  'delete a trunk': [
    (twilio, { trunk }) => deleteTrunk(twilio, trunk),
    (client, { trunk }) => client.trunking.v1.trunks(trunk).remove(),
  ],
  'list origination URLs': [
    (twilio, { trunk }) => listOriginationUrls(twilio, trunk),
    (client, { trunk }) => client.trunking.v1.trunks(trunk).originationUrls.list(ALL),
  ],
  'create an origination URL': [
    (twilio, { trunk }) => createOriginationUrl(twilio, trunk, URL_SETTINGS),
    (client, { trunk }) => client.trunking.v1.trunks(trunk).originationUrls.create(URL_SETTINGS),
  ],
  'update an origination URL': [
    (twilio, { trunk, url }) => updateOriginationUrl(twilio, trunk, url, URL_SETTINGS),
    (client, { trunk, url }) => client.trunking.v1.trunks(trunk).originationUrls(url).update(URL_SETTINGS),
  ],
  'delete an origination URL': [
    (twilio, { trunk, url }) => deleteOriginationUrl(twilio, trunk, url),
    (client, { trunk, url }) => client.trunking.v1.trunks(trunk).originationUrls(url).remove(),
  ],
  'list the numbers of a trunk': [
    (twilio, { trunk }) => listTrunkNumbers(twilio, trunk),
    (client, { trunk }) => client.trunking.v1.trunks(trunk).phoneNumbers.list(ALL),
  ],
  'attach a number': [
    (twilio, { trunk, number }) => attachNumber(twilio, trunk, number),
    (client, { trunk, number }) =>
      client.trunking.v1.trunks(trunk).phoneNumbers.create({ phoneNumberSid: number }),
  ],
  'detach a number': [
    (twilio, { trunk, onTrunk }) => detachNumber(twilio, trunk, onTrunk),
    (client, { trunk, onTrunk }) => client.trunking.v1.trunks(trunk).phoneNumbers(onTrunk).remove(),
  ],
  'list access lists': [listAccessLists, (client) => client.sip.ipAccessControlLists.list(ALL)],
  'create an access list': [
    (twilio) => createAccessList(twilio, 'byon/1a2b'),
    (client) => client.sip.ipAccessControlLists.create({ friendlyName: 'byon/1a2b' }),
  ],
  'delete an access list': [
    (twilio, { freeList }) => deleteAccessList(twilio, freeList),
    (client, { freeList }) => client.sip.ipAccessControlLists(freeList).remove(),
  ],
  'list addresses': [
    (twilio, { list }) => listAllowedAddresses(twilio, list),
    (client, { list }) => client.sip.ipAccessControlLists(list).ipAddresses.list(ALL),
  ],
  'create an address': [
    (twilio, { list }) =>
      createAllowedAddress(twilio, list, {
        friendlyName: '3.80.16.0/23',
        ipAddress: '3.80.16.0',
        prefixLength: 23,
      }),
    (client, { list }) =>
      client.sip.ipAccessControlLists(list).ipAddresses.create({
        friendlyName: '3.80.16.0/23',
        ipAddress: '3.80.16.0',
        cidrPrefixLength: 23,
      }),
  ],
  'delete an address': [
    (twilio, { list, address }) => deleteAllowedAddress(twilio, list, address),
    (client, { list, address }) => client.sip.ipAccessControlLists(list).ipAddresses(address).remove(),
  ],
  'list the access lists of a trunk': [
    (twilio, { trunk }) => listAssociatedAccessLists(twilio, trunk),
    (client, { trunk }) => client.trunking.v1.trunks(trunk).ipAccessControlLists.list(ALL),
  ],
  'give a trunk an access list': [
    (twilio, { trunk, freeList }) => associateAccessList(twilio, trunk, freeList),
    (client, { trunk, freeList }) =>
      client.trunking.v1.trunks(trunk).ipAccessControlLists.create({ ipAccessControlListSid: freeList }),
  ],
  'take an access list from a trunk': [
    (twilio, { trunk, list }) => dissociateAccessList(twilio, trunk, list),
    (client, { trunk, list }) => client.trunking.v1.trunks(trunk).ipAccessControlLists(list).remove(),
  ],
  'list numbers': [listNumbers, (client) => client.incomingPhoneNumbers.list(ALL)],
  'look a number up': [
    (twilio) => findNumber(twilio, '+14155550100'),
    (client) => client.incomingPhoneNumbers.list({ phoneNumber: '+14155550100', ...ALL }),
  ],
  'read a number': [
    (twilio, { number }) => readNumber(twilio, number),
    (client, { number }) => client.incomingPhoneNumbers(number).fetch(),
  ],
  'lead a number to addresses': [
    (twilio, { number }) => setRouting(twilio, number, ROUTING),
    async (client, { number }) => {
      await client.incomingPhoneNumbers(number).fetch();
      await client.incomingPhoneNumbers(number).update(URLS);
    },
  ],
  'lead a number to a trunk': [
    (twilio, { number, trunk }) => setRouting(twilio, number, { ...ROUTING, trunkSid: trunk }),
    async (client, { number, trunk }) => {
      await client.incomingPhoneNumbers(number).fetch();
      await client.incomingPhoneNumbers(number).update({ ...URLS, trunkSid: trunk });
    },
  ],
  'lead a number to an application': [
    (twilio, { onTrunk }) => setRouting(twilio, onTrunk, { ...ROUTING, voiceApplicationSid: APPLICATION }),
    async (client, { onTrunk }) => {
      await client.incomingPhoneNumbers(onTrunk).fetch();
      await client.incomingPhoneNumbers(onTrunk).update({ ...URLS, voiceApplicationSid: APPLICATION });
    },
  ],
  'lead a number from its trunk to addresses': [
    (twilio, { onTrunk }) => setRouting(twilio, onTrunk, ROUTING),
    async (client, { onTrunk, trunk }) => {
      await client.incomingPhoneNumbers(onTrunk).fetch();
      await client.incomingPhoneNumbers(onTrunk).update(URLS);
      await client.trunking.v1.trunks(trunk).phoneNumbers(onTrunk).remove();
      await client.incomingPhoneNumbers(onTrunk).fetch();
    },
  ],
  'lead a number from its application to addresses': [
    (twilio, { onApplication }) => setRouting(twilio, onApplication, ROUTING),
    async (client, { onApplication }) => {
      await client.incomingPhoneNumbers(onApplication).fetch();
      await client.incomingPhoneNumbers(onApplication).update({ ...URLS, voiceApplicationSid: '' });
    },
  ],
  'lead a number nowhere': [
    (twilio, { number }) =>
      setRouting(twilio, number, { ...ROUTING, voiceUrl: '', voiceFallbackUrl: '', statusCallback: '' }),
    async (client, { number }) => {
      const { voiceFallbackUrl: _, statusCallback: __, ...set } = URLS;
      await client.incomingPhoneNumbers(number).fetch();
      await client.incomingPhoneNumbers(number).update({ ...set, voiceUrl: '' });
    },
  ],
  dial: [
    (twilio) => createCall(twilio, { ...CALL, statusCallback: BRIDGE }),
    (client) =>
      client.calls.create({
        ...{ to: CALL.to, from: CALL.from, twiml: CALL.twiml, timeout: 30, timeLimit: 3600 },
        statusCallback: BRIDGE,
        statusCallbackMethod: 'POST',
        statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
      }),
  ],
  'dial and tell machines from people': [
    (twilio) => createCall(twilio, { ...CALL, machineDetection: { mode: 'Enable', url: BRIDGE } }),
    (client) =>
      client.calls.create({
        ...{ to: CALL.to, from: CALL.from, twiml: CALL.twiml, timeout: 30, timeLimit: 3600 },
        machineDetection: 'Enable',
        asyncAmd: 'true',
        asyncAmdStatusCallback: BRIDGE,
        asyncAmdStatusCallbackMethod: 'POST',
      }),
  ],
  'read a call': [
    (twilio, { call }) => readCall(twilio, call),
    (client, { call }) => client.calls(call).fetch(),
  ],
  'list the latest calls': [
    (twilio) => recentCalls(twilio, CALL),
    (client) => client.calls.page({ to: CALL.to, from: CALL.from, pageSize: 20 }),
  ],
  'cancel a call': [
    (twilio, { call }) => cancelCall(twilio, call),
    (client, { call }) => client.calls(call).update({ status: 'canceled' }),
  ],
  'hang up': [
    (twilio, { call }) => hangUpCall(twilio, call),
    (client, { call }) => client.calls(call).update({ status: 'completed' }),
  ],
};

/** Values that no document allows, by the request that sends them, and why it does. */
const UNDOCUMENTED: Record<string, string[]> = {
  // An application goes from a number by an empty sid. The documents give it the pattern of a sid and name no other
  // way but to set a trunk.
  'lead a number from its application to addresses': ['VoiceApplicationSid='],
  // An empty address is how one is taken away; in answers the documents show it so.
  'lead a number nowhere': ['VoiceUrl='],
};

let fake: FakeTwilio;

beforeEach(async () => {
  fake = await startTwilio();
});
afterEach(() => fake.close());

describe.each(Object.entries(REQUESTS))('to %s', (name, [ours, theirs]) => {
  it('sends what the official package sends', async () => {
    const things = prepared(fake);
    const { twilio, sent } = recorded(fake);
    await ours(twilio, things);
    const other = await startTwilio();
    const { client, sent: sentByPackage } = recordedPackage(other);
    await theirs(client, prepared(other));
    await other.close();

    expect(sent.length).toBeGreaterThan(0);
    expect(sent).toEqual(sentByPackage);
  });

  it('sends only what is documented, and all that is required', async () => {
    const { twilio, sent } = recorded(fake);
    await ours(twilio, prepared(fake));

    expect(sent.flatMap(undocumented)).toEqual(UNDOCUMENTED[name] ?? []);
  });
});

it('every call of the allow list is asked for here, and is documented with the same parameters', async () => {
  const used = new Set<string>();
  for (const [ours] of Object.values(REQUESTS)) {
    const own = await startTwilio();
    const { twilio, sent } = recorded(own);
    await ours(twilio, prepared(own));
    await own.close();
    for (const request of sent) used.add(operationOf(request));
  }
  const operations: Record<string, Record<string, string>> = documented.operations;

  expect([...used].sort()).toEqual(Object.keys(operations).sort());
  const allowed = TWILIO_CALLS.calls.map(({ method, origin, path }) => `${method} ${origin}${path}`);
  expect(allowed.sort()).toEqual(Object.keys(operations).sort());
  const strange = TWILIO_CALLS.calls.flatMap(({ method, origin, path, query = [], body = [] }) => {
    const known = namesOf(operations[`${method} ${origin}${path}`] ?? {});
    return [...query, ...body].filter((parameter) => !known.includes(parameter));
  });
  expect(strange).toEqual([]);
});

it('a slip would be noticed', () => {
  const request = { method: 'POST', query: [], contentType: 'application/x-www-form-urlencoded' };
  const trunks = 'https://trunking.twilio.com/v1/Trunks';
  const sid = `TK${'1'.repeat(32)}`;

  expect(
    undocumented({
      ...request,
      url: trunks,
      form: [
        ['friendlyName', 'x'],
        ['Secure', 'yes'],
      ],
    }),
  ).toEqual(['friendlyName=x', 'Secure=yes']);
  expect(undocumented({ ...request, url: `${trunks}/${sid}/PhoneNumbers`, form: [] })).toEqual([
    'no PhoneNumberSid',
  ]);
  expect(undocumented({ ...request, url: `${trunks}/TK1`, form: [] })).toEqual([`POST ${trunks}/TK1`]);
});

/** What of a request is not documented, or is missing in it. */
function undocumented(request: SentRequest): string[] {
  const operation = operationOf(request);
  const parameters = (documented.operations as Record<string, Record<string, string>>)[operation];
  if (parameters === undefined) return [operation];
  const given = [...request.query, ...request.form];
  const values: Record<string, string> = documented.values;
  const strange = given
    .filter(([name, value]) => {
      const kind = parameters[name] ?? parameters[`${name}!`];
      return kind === undefined || !new RegExp(`^(?:${values[kind]})$`).test(value);
    })
    .map(([name, value]) => `${name}=${value}`);
  const missing = Object.keys(parameters)
    .filter((name) => name.endsWith('!') && !given.some(([sent]) => sent === name.slice(0, -1)))
    .map((name) => `no ${name.slice(0, -1)}`);
  return [...strange, ...missing];
}

/** The documented operation that a request is, or itself. */
function operationOf({ method, url }: SentRequest): string {
  const values: Record<string, string> = documented.values;
  const asked = `${method} ${url}`;
  const fits = (operation: string) => {
    const source = operation
      .replaceAll('.', '\\.')
      .replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
    return new RegExp(`^${source}$`).test(asked);
  };
  return Object.keys(documented.operations).find(fits) ?? asked;
}

function namesOf(parameters: Record<string, string>): string[] {
  return Object.keys(parameters).map((name) => name.replace('!', ''));
}

/** The same in every fake of the same account, with the same sids. */
function prepared(fake: FakeTwilio): Things {
  const account = fake.credentials.accountSid;
  const lists = `/2010-04-01/Accounts/${account}/SIP/IpAccessControlLists`;
  const seed = (path: string, params: Record<string, string>) =>
    fake.seed('POST', path, params)['sid'] as string;
  const trunk = seed('/v1/Trunks', { FriendlyName: 'one' });
  const list = seed(`${lists}.json`, { FriendlyName: 'one' });
  const plain = { voice_url: 'https://customer.example/old' };
  const number = fake.ownNumber('+14155550100', plain);
  const things = {
    account,
    trunk,
    otherTrunk: seed('/v1/Trunks', { FriendlyName: 'two' }),
    url: seed(`/v1/Trunks/${trunk}/OriginationUrls`, { SipUrl: 'sip:a.example' }),
    list,
    freeList: seed(`${lists}.json`, { FriendlyName: 'two' }),
    address: seed(`${lists}/${list}/IpAddresses.json`, { FriendlyName: 'x', IpAddress: '198.51.100.7' }),
    number,
    onTrunk: fake.ownNumber('+14155550101', { ...plain, trunk_sid: trunk }),
    onApplication: fake.ownNumber('+14155550102', { ...plain, voice_application_sid: APPLICATION }),
    call: seed(`/2010-04-01/Accounts/${account}/Calls.json`, { ...{ To: CALL.to, From: CALL.from } }),
  };
  seed(`/v1/Trunks/${trunk}/IpAccessControlLists`, { IpAccessControlListSid: list });
  return things;
}
