import {
  attachNumber,
  createTrunk,
  findNumber,
  listNumbers,
  readAccount,
  readNumber,
  setRouting,
  TwilioConnection,
} from '../../../../../lambda/adapters/carriers/twilio';
import type { FakeTwilio } from '../../../../fakes/twilio';
import type { HastyClock } from '../../../../fakes/hasty-clock';
import { connected, TRUNK } from './connected';

let fake: FakeTwilio;
let twilio: TwilioConnection;
let clock: HastyClock;

beforeEach(async () => {
  ({ fake, twilio, clock } = await connected());
});
afterEach(async () => {
  expect(fake.forbidden).toEqual([]);
  await fake.close();
});

describe('looking a number up', () => {
  it('takes only exactly this one', async () => {
    const longer = fake.ownNumber('+14155550100');
    const exact = fake.ownNumber('+1415555010');

    await expect(findNumber(twilio, '+1415555010')).resolves.toMatchObject({ sid: exact });
    await expect(findNumber(twilio, '+14155550100')).resolves.toMatchObject({ sid: longer });
    await expect(findNumber(twilio, '+141555501')).resolves.toBeUndefined();
  });

  it('goes over all pages, with the filter kept', async () => {
    fake.settings.pageSize = 1;
    fake.ownNumber('+4930111111');
    for (const end of ['01', '02', '03']) fake.ownNumber(`+1415555${end}00`);
    fake.ownNumber('+1415555');

    await expect(findNumber(twilio, '+1415555')).resolves.toMatchObject({ e164: '+1415555' });
    expect(fake.journal.map(({ params }) => params.PhoneNumber)).toEqual(Array(4).fill('+1415555'));
  });

  it('does not follow a next page that is another resource', async () => {
    const elsewhere = `/2010-04-01/Accounts/${fake.credentials.accountSid}/Calls.json?Page=1`;
    const lying: typeof fetch = async () =>
      Response.json({ incoming_phone_numbers: [], next_page_uri: elsewhere });
    const lied = new TwilioConnection({ credentials: fake.credentials, clock, fetch: lying });

    await expect(listNumbers(lied)).rejects.toThrow('the next page of a list leads elsewhere');
  });

  it('does not read a list for ever', async () => {
    const endless: typeof fetch = async (input) =>
      Response.json({ incoming_phone_numbers: [], next_page_uri: new URL(input).pathname });
    const lied = new TwilioConnection({ credentials: fake.credentials, clock, fetch: endless });

    await expect(listNumbers(lied)).rejects.toThrow('does not end after 500 pages');
  });
});

describe('the routing of a number', () => {
  const routing = {
    voice_url: 'https://customer.example/voice?a=1&b=2',
    voice_method: 'GET',
    voice_fallback_url: 'https://customer.example/fallback',
    voice_fallback_method: 'POST',
    status_callback: 'https://customer.example/status',
    status_callback_method: 'GET',
    voice_receive_mode: 'voice',
  };

  it.each([
    ['a URL', {}],
    ['an application', { voice_application_sid: `AP${'4'.repeat(32)}` }],
    ['nothing', { voice_url: '', voice_fallback_url: '', status_callback: '' }],
  ])('is put back to the byte after a trunk had the number: %s', async (_, special) => {
    const sid = fake.ownNumber('+14155550100', { ...routing, ...special });
    const before = fake.snapshot().numbers;
    const former = await readNumber(twilio, sid);
    const trunk = await createTrunk(twilio, TRUNK);
    await attachNumber(twilio, trunk.sid, sid);

    const restored = await setRouting(twilio, sid, former.routing);

    expect(fake.snapshot().numbers).toEqual(before);
    expect(restored).toEqual(former);
  });

  it("is put back to another's trunk", async () => {
    const theirs = await createTrunk(twilio, { ...TRUNK, domainName: 'theirs.pstn.twilio.com' });
    const sid = fake.ownNumber('+14155550100', { ...routing, trunk_sid: theirs.sid });
    const before = fake.snapshot().numbers;
    const former = await readNumber(twilio, sid);
    const trunk = await createTrunk(twilio, TRUNK);
    await attachNumber(twilio, trunk.sid, sid);

    await setRouting(twilio, sid, former.routing);

    expect(fake.snapshot().numbers).toEqual(before);
  });

  it('may be a URL of ours in place of a trunk', async () => {
    const sid = fake.ownNumber('+14155550100');
    const { routing: former } = await readNumber(twilio, sid);

    const changed = await setRouting(twilio, sid, { ...former, voiceUrl: 'https://bridge.example/twilio' });

    expect(changed.routing).toEqual({ ...former, voiceUrl: 'https://bridge.example/twilio' });
  });
});

describe('the connection', () => {
  it('reads the account', async () => {
    const { accountSid } = fake.credentials;

    await expect(readAccount(twilio)).resolves.toEqual({ sid: accountSid, status: 'active', type: 'Full' });
  });

  it('tells of refused credentials without showing them', async () => {
    const credentials = { ...fake.credentials, password: 'another-secret' };
    const stranger = new TwilioConnection({ credentials, clock, fetch: fake.fetch });

    await expect(readAccount(stranger)).rejects.toThrow(
      'twilio: GET /2010-04-01/Accounts/{account}.json: it answered 401 (20003): Authenticate',
    );
  });

  it('waits when it is told to, and asks again', async () => {
    const sid = fake.ownNumber('+14155550100');
    const { routing } = await readNumber(twilio, sid);
    fake.faults.throttle('UpdateNumber', 2, 1);

    await setRouting(twilio, sid, routing);

    expect(clock.slept).toEqual([1000, 1000]);
    expect(fake.faults.pending).toBe(0);
  });
});
