import { startVobiz, type FakeVobiz } from './index';

const NUMBER = '+918071234567';
const ACCOUNT = '/api/v1/Account/MA_TEST01';

let fake: FakeVobiz;
beforeEach(async () => {
  fake = await startVobiz();
  fake.ownNumber(NUMBER);
});
afterEach(() => fake.close());

async function ask(method: string, path: string, json?: object): Promise<{ status: number; text: string }> {
  const { authId, authToken } = fake.credentials;
  const headers = { 'x-auth-id': authId, 'x-auth-token': authToken, 'content-type': 'application/json' };
  const body = json && { body: JSON.stringify(json) };
  const response = await fake.fetch(`https://api.vobiz.ai${path}`, { method, headers, ...body });
  return { status: response.status, text: await response.text() };
}

test('answers 401 to a path in the wrong case', async () => {
  await expect(ask('GET', ACCOUNT.replace('Account', 'account') + '/trunks')).resolves.toMatchObject({
    status: 401,
  });
  await expect(ask('POST', `${ACCOUNT}/call/`, {})).resolves.toMatchObject({ status: 401 });
});

test('finds a number only with its plus sign encoded', async () => {
  await expect(ask('DELETE', `${ACCOUNT}/numbers/${NUMBER}/application`)).resolves.toMatchObject({
    status: 404,
  });
  fake.seed('BindApplication', { path: { number: NUMBER }, body: { application_id: 'a' } });
  await expect(ask('DELETE', `${ACCOUNT}/numbers/%2B918071234567/application`)).resolves.toEqual({
    status: 204,
    text: '',
  });
});

test('releases a number, and tells so', async () => {
  await ask('DELETE', `${ACCOUNT}/numbers/%2B918071234567`);
  expect(fake.snapshot().numbers).toMatchObject([{ status: 'pending_release' }]);
  await ask('DELETE', `${ACCOUNT}/numbers/%2B918071234567?immediate=true`);
  expect(fake.holdings().numbers).toEqual([]);
  await ask('POST', `${ACCOUNT}/numbers/purchase-from-inventory`, { e164: NUMBER });

  expect(fake.forbidden.map(({ operation }) => operation)).toEqual([
    'ReleaseNumber',
    'ReleaseNumber',
    'PurchaseNumber',
  ]);
});

test('dials every number of one call', async () => {
  const call = {
    from: NUMBER,
    to: '+919812345678<+919812345679',
    answer_url: 'https://x',
    answer_method: 'POST',
  };
  await ask('POST', `${ACCOUNT}/Call/`, call);

  expect(fake.holdings().calls).toHaveLength(2);
});

test('refuses parameters that no document names', async () => {
  await expect(
    ask('POST', `${ACCOUNT}/ip-acl`, { name: 'x', ip_address: '3.80.16.0/23', mask: 2 }),
  ).resolves.toEqual({
    status: 400,
    text: '{"error":"Unknown parameters: mask","code":400}',
  });
});

test('lets the nth request fail', async () => {
  fake.faults.before({ call: 2 }, { status: 500 });
  const asked = async () => (await ask('GET', `${ACCOUNT}/trunks`)).status;

  expect([await asked(), await asked(), await asked()]).toEqual([200, 500, 200]);
});
