import { startExotel, type FakeExotel } from './index';

const NUMBER = '+918071234567';
const JSON_TYPE = { 'content-type': 'application/json' };

let fake: FakeExotel;
beforeEach(async () => {
  fake = await startExotel();
});
afterEach(() => fake.close());

async function ask(
  method: string,
  path: string,
  init: RequestInit = {},
): Promise<{ status: number; json: unknown }> {
  const { apiKey, apiToken } = fake.credentials;
  const headers = {
    authorization: `Basic ${Buffer.from(`${apiKey}:${apiToken}`).toString('base64')}`,
    ...(init.headers as Record<string, string>),
  };
  const response = await fake.fetch(`https://api.in.exotel.com${path}`, { ...init, method, headers });
  return { status: response.status, json: await response.json() };
}

test('takes JSON only where trunks are', async () => {
  const asked = ask('POST', '/v2/accounts/acme1/trunks', { body: new URLSearchParams({ trunk_name: 'x' }) });

  await expect(asked).resolves.toMatchObject({
    status: 415,
    json: { response: { error_data: { code: 1011 } } },
  });
});

test('tells a duplicate in an answer of 200', async () => {
  fake.ownNumber(NUMBER);
  const domain_name = 'acme1.pstn.exotel.com';
  fake.seed('CreateTrunk', { body: { trunk_name: 'x', nso_code: 'ANY-ANY', domain_name } });
  const [trunk = ''] = fake.holdings().trunks;
  fake.seed('MapNumber', { path: { trunk }, body: { phone_number: NUMBER } });

  const body = JSON.stringify({ phone_number: NUMBER });
  const again = ask('POST', `/v2/accounts/acme1/trunks/${trunk}/phone-numbers`, { body, headers: JSON_TYPE });
  await expect(again).resolves.toMatchObject({
    status: 200,
    json: { http_code: 200, response: { code: 409, status: 'failure', error_data: { code: 1008 } } },
  });
});

test('releases a number, and tells so', async () => {
  const sid = fake.ownNumber(NUMBER);
  await ask('DELETE', `/v2_beta/Accounts/acme1/IncomingPhoneNumbers/${sid}`);
  await ask('POST', '/v2_beta/Accounts/acme1/IncomingPhoneNumbers', {
    body: new URLSearchParams({ PhoneNumber: NUMBER }),
  });

  expect(fake.holdings().numbers).toEqual([]);
  expect(fake.forbidden.map(({ operation }) => operation)).toEqual(['ReleaseExophone', 'PurchaseExophone']);
});

test('lets the nth request fail, and breaks connections', async () => {
  fake.faults.before({ call: 2 }, { status: 500 });
  fake.faults.after({ call: 3 });
  const asked = async () => (await ask('GET', '/v2/accounts/acme1/trunks')).status;

  expect([await asked(), await asked()]).toEqual([200, 500]);
  await expect(asked()).rejects.toThrow('fetch failed');
  expect(fake.journal.at(-1)).toMatchObject({ operation: 'ListTrunks', status: 200, lost: true });
});
