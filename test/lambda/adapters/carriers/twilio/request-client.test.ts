import { Twilio } from 'twilio';
import type RequestClient from 'twilio/lib/base/RequestClient';
import { CallNotAllowedError } from '../../../../../lambda/adapters/carriers/carrier-error';
import {
  createTrunk,
  GuardedRequestClient,
  type TwilioConnection,
} from '../../../../../lambda/adapters/carriers/twilio';
import type { FakeTwilio } from '../../../../fakes/twilio';
import { RequestsMade } from '../requests-made';
import { connected, TRUNK } from './connected';

let fake: FakeTwilio;
let twilio: TwilioConnection;
let guarded: GuardedRequestClient;
let client: Twilio;

beforeEach(async () => {
  ({ fake, twilio } = await connected());
  guarded = new GuardedRequestClient(twilio.transport);
  client = new Twilio(`SK${'0b'.repeat(16)}`, 'not the real one', {
    accountSid: fake.credentials.accountSid,
    httpClient: guarded as unknown as RequestClient,
  });
});
afterEach(() => fake.close());

describe('the twilio package behind the guard', () => {
  it('can do what is allowed', async () => {
    const number = fake.ownNumber('+14155550100');
    const trunk = await client.trunking.v1.trunks.create({ friendlyName: 'byon/x', secure: true });

    await client.trunking.v1.trunks(trunk.sid).phoneNumbers.create({ phoneNumberSid: number });
    const [found] = await client.incomingPhoneNumbers.list({ phoneNumber: '+14155550100' });
    await client.trunking.v1.trunks(trunk.sid).phoneNumbers(number).remove();
    await client.trunking.v1.trunks(trunk.sid).remove();

    expect(found?.trunkSid).toBe(trunk.sid);
    expect(fake.holdings()).toMatchObject({ trunks: [], numbers: [number] });
  });

  it.each([
    ['release a number', (sid: string) => client.incomingPhoneNumbers(sid).remove()],
    ['buy a number', () => client.incomingPhoneNumbers.create({ phoneNumber: '+14155550123' })],
    [
      'give a number away',
      (sid: string) => client.incomingPhoneNumbers(sid).update({ accountSid: `AC${'9'.repeat(32)}` }),
    ],
    [
      'close the account',
      () => client.api.v2010.accounts(fake.credentials.accountSid).update({ status: 'closed' }),
    ],
    ['open another account', () => client.api.v2010.accounts.create()],
    ['delete a call', () => client.calls(`CA${'1'.repeat(32)}`).remove()],
    ['send a message', () => client.messages.create({ to: '+14155550123', from: '+14155550100', body: 'x' })],
  ])('can not %s, and opens no socket', async (_, forbidden) => {
    const sid = fake.ownNumber('+14155550100');
    const requests = new RequestsMade();

    await expect(forbidden(sid)).rejects.toBeInstanceOf(CallNotAllowedError);

    requests.close();
    expect(requests.made).toBe(0);
    expect(fake.journal).toEqual([]);
    expect(fake.holdings().numbers).toEqual([sid]);
  });

  it('can not release through another edge either', async () => {
    client.edge = 'ashburn';
    const sid = fake.ownNumber('+14155550100');

    await expect(client.incomingPhoneNumbers(sid).remove()).rejects.toBeInstanceOf(CallNotAllowedError);
    expect(fake.journal).toEqual([]);
  });
});

describe('a raw request', () => {
  const trunk = `/v1/Trunks/TK${'3'.repeat(32)}`;

  it.each([
    'http://trunking.twilio.com/v1/Trunks',
    'https://user@trunking.twilio.com/v1/Trunks',
    'https://trunking.twilio.com\\@api.twilio.com/v1/Trunks',
    'https://trunking.twilio.com/v1/Trunks#x',
    `https://trunking.twilio.com${trunk}/PhoneNumbers/..`,
    `https://trunking.twilio.com${trunk}%2FPhoneNumbers`,
    `https://trunking.twilio.com${trunk}/%2e%2e/x`,
    `https://trunking.twilio.com${trunk}%`,
    'https://trunking.twilio.com/v1/Trunks?PageSize=1&PageSize=2',
    'https://trunking.twilio.com/v1/Trunks?_method=DELETE',
    'HTTPS://trunking.twilio.com/v1/Trunks',
    '/v1/Trunks',
  ])('is refused: %s', async (uri) => {
    for (const method of ['get', 'delete']) {
      await expect(guarded.request({ method, uri })).rejects.toBeInstanceOf(CallNotAllowedError);
    }
    expect(fake.journal).toEqual([]);
  });

  it('that is allowed is answered with status and body', async () => {
    const { sid } = await createTrunk(twilio, TRUNK);

    const answer = await guarded.request({
      method: 'get',
      uri: `https://trunking.twilio.com/v1/Trunks/${sid}`,
    });

    expect(answer).toMatchObject({ statusCode: 200, body: { sid } });
  });
});
