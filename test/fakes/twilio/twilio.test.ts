import { startTwilio, type FakeTwilio } from './index';

const TRUNKS = 'https://trunking.twilio.com/v1/Trunks';

let twilio: FakeTwilio;

beforeEach(async () => {
  twilio = await startTwilio();
});
afterEach(() => twilio.close());

interface Given {
  form?: Record<string, string>;
  json?: object;
  password?: string;
}

async function ask(method: string, url: string, { form, json, password }: Given = {}) {
  const { username, password: right } = twilio.credentials;
  const response = await twilio.fetch(url, {
    method,
    headers: {
      authorization: `Basic ${Buffer.from(`${username}:${password ?? right}`).toString('base64')}`,
      ...(json && { 'content-type': 'application/json' }),
    },
    ...(form && { body: new URLSearchParams(form) }),
    ...(json && { body: JSON.stringify(json) }),
    redirect: 'manual',
  });
  const text = await response.text();

  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
}

const core = (rest: string) =>
  `https://api.twilio.com/2010-04-01/Accounts/${twilio.credentials.accountSid}${rest}`;

async function trunk(): Promise<string> {
  return (await ask('POST', TRUNKS, { form: {} })).body.sid;
}

describe('on the wire', () => {
  it('refuses wrong credentials', async () => {
    await expect(ask('GET', TRUNKS, { password: 'wrong' })).resolves.toMatchObject({
      status: 401,
      body: { code: 20003, status: 401 },
    });
  });

  it('refuses JSON, unknown parameters and missing ones', async () => {
    const url = `${TRUNKS}/${await trunk()}/OriginationUrls`;

    const answers = [
      await ask('POST', TRUNKS, { json: { FriendlyName: 'x' } }),
      await ask('POST', TRUNKS, { form: { friendlyName: 'x' } }),
      await ask('POST', url, { form: { SipUrl: 'sip:host' } }),
      await ask('GET', `${TRUNKS}?Filter=x`),
    ];

    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400]);
    expect(answers[2]?.body.message).toBe('Missing parameters: Weight, Priority, Enabled, FriendlyName');
  });

  it.each([
    ['a trunk on the host of the core API', 'https://api.twilio.com/v1/Trunks'],
    ['another account', `https://api.twilio.com/2010-04-01/Accounts/AC${'f'.repeat(32)}/Calls.json`],
    ['a trunk that is not there', `${TRUNKS}/TK${'f'.repeat(32)}`],
    ['another casing', 'https://trunking.twilio.com/v1/trunks'],
  ])('does not find %s', async (_, url) => {
    await expect(ask('GET', url)).resolves.toMatchObject({ status: 404, body: { code: 20404 } });
  });

  it('gives the pages of its two APIs in their two shapes', async () => {
    twilio.settings.pageSize = 1;
    for (const number of ['+14155550100', '+14155550101']) twilio.ownNumber(number);
    await trunk();
    await trunk();

    const { body: trunks } = await ask('GET', TRUNKS);
    const { body: numbers } = await ask('GET', core('/IncomingPhoneNumbers.json?PhoneNumber=4155550'));

    expect(trunks.meta.next_page_url).toBe(`${TRUNKS}?PageSize=1&Page=1&PageToken=PT1`);
    expect(numbers.next_page_uri).toMatch(
      /^\/2010-04-01\/.*\/IncomingPhoneNumbers\.json\?PhoneNumber=4155550&PageSize=1&Page=1/,
    );
    const { body: last } = await ask('GET', `https://api.twilio.com${numbers.next_page_uri}`);
    expect(last).toMatchObject({
      incoming_phone_numbers: [{ phone_number: '+14155550101' }],
      next_page_uri: null,
    });
  });

  it('reaches nothing but itself', async () => {
    await expect(twilio.fetch('https://example.com')).rejects.toThrow(
      'No fake stands for https://example.com',
    );
  });
});

describe('numbers', () => {
  it('lose their application when they get a trunk, and their trunk when they get an application', async () => {
    const application = `AP${'4'.repeat(32)}`;
    const sid = twilio.ownNumber('+14155550100', { voice_application_sid: application });
    const number = core(`/IncomingPhoneNumbers/${sid}.json`);
    const to = await trunk();

    const attached = await ask('POST', `${TRUNKS}/${to}/PhoneNumbers`, { form: { PhoneNumberSid: sid } });
    expect(attached).toMatchObject({ status: 201, body: { trunk_sid: to, voice_application_sid: '' } });

    const applied = await ask('POST', number, { form: { VoiceApplicationSid: application } });
    expect(applied.body).toMatchObject({ trunk_sid: null, voice_application_sid: application });
  });

  it.each([
    ['moves', 201],
    ['refused', 400],
  ] as const)('on another trunk: %s', async (attachElsewhere, status) => {
    twilio.settings.attachElsewhere = attachElsewhere;
    const sid = twilio.ownNumber('+14155550100', { trunk_sid: await trunk() });

    const answer = await ask('POST', `${TRUNKS}/${await trunk()}/PhoneNumbers`, {
      form: { PhoneNumberSid: sid },
    });

    expect(answer.status).toBe(status);
  });

  it('are really lost by a release or a transfer, which are kept as forbidden', async () => {
    const [released, given] = [twilio.ownNumber('+14155550100'), twilio.ownNumber('+14155550101')];

    await ask('DELETE', core(`/IncomingPhoneNumbers/${released}.json`));
    await ask('POST', core(`/IncomingPhoneNumbers/${given}.json`), {
      form: { AccountSid: `AC${'f'.repeat(32)}` },
    });
    await ask('POST', core('/IncomingPhoneNumbers.json'), { form: { PhoneNumber: '+14155550102' } });
    await ask('POST', core('.json'), { form: { Status: 'closed' } });

    expect(twilio.holdings().numbers).toEqual([]);
    expect(twilio.forbidden.map(({ operation }) => operation)).toEqual([
      'ReleaseNumber',
      'UpdateNumber',
      'PurchaseNumber',
      'UpdateAccount',
    ]);
  });
});

describe('faults', () => {
  it('come before anything happens', async () => {
    twilio.faults.before('CreateTrunk', { status: 500 });
    twilio.faults.throttle('CreateTrunk');

    await expect(ask('POST', TRUNKS, { form: {} })).resolves.toMatchObject({ status: 500 });
    await expect(ask('POST', TRUNKS, { form: {} })).resolves.toMatchObject({
      status: 429,
      body: { code: 20429 },
    });

    expect(twilio.holdings().trunks).toEqual([]);
  });

  it('come after it has happened', async () => {
    twilio.faults.after('CreateTrunk');
    twilio.faults.after('CreateTrunk', { status: 502 });

    await expect(ask('POST', TRUNKS, { form: {} })).rejects.toThrow('fetch failed');
    await expect(ask('POST', TRUNKS, { form: {} })).resolves.toMatchObject({ status: 502 });

    expect(twilio.holdings().trunks).toHaveLength(2);
    expect(twilio.journal.map(({ status, lost }) => [status, lost])).toEqual([
      [201, true],
      [201, true],
    ]);
  });

  it('come at the nth request', async () => {
    twilio.faults.before({ call: 2 });

    await expect(ask('GET', TRUNKS)).resolves.toMatchObject({ status: 200 });
    expect(twilio.faults.pending).toBe(1);
    await expect(ask('GET', TRUNKS)).resolves.toMatchObject({ status: 503 });
    expect(twilio.faults.pending).toBe(0);
  });

  it('may be a redirect', async () => {
    twilio.faults.redirect('ListTrunks', '/elsewhere');

    await expect(ask('GET', TRUNKS)).resolves.toMatchObject({ status: 307 });
  });
});

it('seeds as someone else, without a trace in the journal', () => {
  const { sid } = twilio.seed('POST', '/v1/Trunks', { FriendlyName: 'theirs' });

  expect(twilio.snapshot().trunks).toMatchObject([{ sid, friendly_name: 'theirs' }]);
  expect(twilio.journal).toEqual([]);
});
