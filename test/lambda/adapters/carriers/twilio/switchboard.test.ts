import { twilioSwitchboard, type TwilioConnection } from '../../../../../lambda/adapters/carriers/twilio';
import { AmbiguousError } from '../../../../../lambda/adapters/carriers/carrier-error';
import type { Switchboard } from '../../../../../lambda/core/carriers/switchboard';
import type { FakeTwilio } from '../../../../fakes/twilio';
import { connected } from './connected';

const NUMBER = '+14155550100';
const BRIDGE = {
  carrier: 'twilio' as const,
  voiceUrl: 'https://bridge.example/main/voice',
  statusCallback: 'https://bridge.example/main/status',
};

let fake: FakeTwilio;
let twilio: TwilioConnection;
let board: Switchboard;
beforeEach(async () => {
  ({ fake, twilio } = await connected());
  board = twilioSwitchboard(twilio);
});
afterEach(async () => {
  expect(fake.forbidden).toEqual([]);
  await fake.close();
});

const trunk = (name: string) =>
  String(fake.seed('POST', '/v1/Trunks', { DomainName: `${name}.pstn.twilio.com` })['sid']);
const found = async () => (await board.find(NUMBER))!;

describe('the account', () => {
  it('is proved without a look at the account itself, which standard keys may not read', async () => {
    expect(await board.account()).toBe(fake.credentials.accountSid);
    expect(fake.journal.map(({ operation }) => operation)).toEqual(['ListNumbers']);
  });

  it('tells that it refuses', async () => {
    fake.faults.before('ListNumbers', { status: 401, code: 20003 });

    await expect(board.account()).rejects.toMatchObject({ status: 401 });
  });
});

it('lists numbers, with what keeps one from taking calls', async () => {
  const sid = fake.ownNumber(NUMBER);
  fake.ownNumber('+14155550101', { capabilities: { voice: false, sms: true, mms: false } });

  expect(await board.numbers()).toMatchObject([
    { number: NUMBER, id: sid, routing: { voiceUrl: 'https://demo.twilio.com/welcome/voice/' } },
    { number: '+14155550101', unusable: 'it cannot take voice calls' },
  ]);
  expect((await board.numbers())[0]).not.toHaveProperty('unusable');
  expect(await board.find('+1415555010')).toBeUndefined();
});

it('knows no target of another carrier', () => {
  expect(() => board.routingTo({ carrier: 'vobiz', trunkId: '1' })).toThrow('Twilio can lead no call');
});

const customers = {
  voice_url: 'https://customer.example/voice?a=1&b=2',
  voice_method: 'GET',
  voice_fallback_url: 'https://customer.example/fallback',
  voice_fallback_method: 'GET',
  status_callback: 'https://customer.example/status',
  status_callback_method: 'GET',
};

describe.each(['a URL', 'an application', 'a trunk', 'nothing'])('a number that leads to %s', (what) => {
  const special = () => {
    if (what === 'an application') return { ...customers, voice_application_sid: `AP${'4'.repeat(32)}` };
    if (what === 'a trunk') return { ...customers, trunk_sid: trunk('theirs') };
    return what === 'nothing' ? { voice_url: '' } : customers;
  };

  it.each(['bridge', 'trunk'])('goes to our %s, and back to the byte', async (which) => {
    const target = which === 'bridge' ? BRIDGE : { carrier: 'twilio' as const, trunkSid: trunk('ours') };
    fake.ownNumber(NUMBER, special());
    const before = fake.snapshot();
    const { routing } = await found();

    await board.route(await found(), board.routingTo(target));

    expect(board.isSame((await found()).routing, board.routingTo(target))).toBe(true);
    expect(board.isSame((await found()).routing, routing)).toBe(false);
    expect(board.isFree((await found()).routing)).toBe(false);

    await board.route(await found(), routing);

    expect(fake.snapshot()).toEqual(before);
  });
});

it('says that nobody knows where Twilio shows another routing than it accepted', async () => {
  const sid = fake.ownNumber(NUMBER);
  const { accountSid } = fake.credentials;
  const path = `/2010-04-01/Accounts/${accountSid}/IncomingPhoneNumbers/${sid}.json`;
  const number = await found();
  const meddled = twilioSwitchboard(
    new Proxy(twilio, {
      get: (target, name, receiver) => {
        if (name !== 'ask') return Reflect.get(target, name, receiver) as unknown;
        return async (...asked: Parameters<TwilioConnection['ask']>) => {
          const answer = await target.ask(...asked);
          if (asked[0].method === 'POST') fake.seed('POST', path, { VoiceUrl: 'https://else.example/' });
          return answer;
        };
      },
    }),
  );

  await expect(meddled.route(number, board.routingTo(BRIDGE))).rejects.toThrow(AmbiguousError);
});

describe('the same routing', () => {
  const bridge = () => board.routingTo(BRIDGE);

  it('is the same whatever Twilio has filled in by itself', () => {
    expect(board.isSame({ ...bridge(), voiceFallbackMethod: 'POST' }, bridge())).toBe(true);
    expect(board.isSame({ ...bridge(), voiceReceiveMode: '' }, bridge())).toBe(true);
  });

  it.each([
    ['voiceUrl', 'https://else.example/'],
    ['voiceMethod', 'GET'],
    ['voiceFallbackUrl', 'https://else.example/'],
    ['statusCallback', ''],
    ['voiceReceiveMode', 'fax'],
    ['trunkSid', `TK${'1'.repeat(32)}`],
    ['voiceApplicationSid', `AP${'1'.repeat(32)}`],
  ])('is another with another %s', (name, value) => {
    expect(board.isSame({ ...bridge(), [name]: value }, bridge())).toBe(false);
  });

  it('is that of the trunk or the application, whatever the addresses beside it', () => {
    for (const name of ['trunkSid', 'voiceApplicationSid']) {
      expect(board.isSame({ ...bridge(), [name]: 'X1' }, { [name]: 'X1' })).toBe(true);
      expect(board.isSame({ ...bridge(), [name]: 'X1' }, { ...bridge(), [name]: 'X2' })).toBe(false);
    }
  });
});

test.each([
  [{}, true, 'nowhere'],
  [{ voiceUrl: 'https://demo.twilio.com/welcome/voice/' }, true, 'a webhook at demo.twilio.com'],
  [
    { voiceUrl: 'https://user:secret@customer.example/a?to=%2B14155550100' },
    false,
    'a webhook at customer.example',
  ],
  [{ voiceUrl: 'https://14155550100.example/' }, false, 'a webhook at (number).example'],
  [{ voiceFallbackUrl: 'https://customer.example/' }, false, 'a webhook at customer.example'],
  [{ voiceUrl: 'no address' }, false, 'a webhook'],
  [{ trunkSid: `TK${'1'.repeat(32)}` }, false, `the trunk TK${'1'.repeat(32)}`],
  [{ voiceApplicationSid: `AP${'1'.repeat(32)}` }, false, `the application AP${'1'.repeat(32)}`],
])('%j: free %s, %s', (routing, isFree, words) => {
  expect(board.isFree(routing)).toBe(isFree);
  expect(board.describe(routing)).toBe(words);
});
