import { AmbiguousError, CallNotAllowedError } from '../../../../../lambda/adapters/carriers/carrier-error';
import {
  findNumber,
  flowUrl,
  listNumbers,
  readNumber,
  setVoiceUrl,
  type ExotelCall,
  type ExotelConnection,
} from '../../../../../lambda/adapters/carriers/exotel';
import type { FakeExotel } from '../../../../fakes/exotel';
import { RequestsMade } from '../requests-made';
import { connected, NUMBER } from './connected';

let fake: FakeExotel;
let exotel: ExotelConnection;
let sid: string;

beforeEach(async () => {
  ({ fake, exotel } = await connected());
  sid = fake.ownNumber(NUMBER);
});
afterEach(async () => {
  expect(fake.forbidden).toEqual([]);
  await fake.close();
});

describe('a number', () => {
  it.each(['e164', 'national'] as const)('is found where numbers are written %s', async (numbers) => {
    fake.settings.numbers = numbers;
    fake.ownNumber(`${NUMBER}8`);

    await expect(findNumber(exotel, NUMBER)).resolves.toMatchObject({
      sid,
      e164: NUMBER,
      voiceCapable: true,
    });
    await expect(findNumber(exotel, '+918071230000')).resolves.toBeUndefined();
  });

  it('is on one of many pages', async () => {
    fake.settings.pageSize = 1;
    fake.ownNumber('+918071230001');
    fake.ownNumber('+918071230002');
    await expect(listNumbers(exotel)).resolves.toHaveLength(3);
  });

  it('is given to a flow and back', async () => {
    const { voiceUrl } = await readNumber(exotel, sid);
    const before = fake.snapshot();

    await expect(setVoiceUrl(exotel, sid, flowUrl(exotel, '2002'))).resolves.toMatchObject({
      voiceUrl: 'http://my.exotel.com/acme1/exoml/start_voice/2002',
    });
    expect(fake.snapshot()).not.toEqual(before);

    await setVoiceUrl(exotel, sid, voiceUrl);
    expect(fake.snapshot()).toEqual(before);
  });

  it('is in doubt after a lost answer, and where it cannot be read back', async () => {
    fake.faults.after('UpdateExophone');
    await expect(setVoiceUrl(exotel, sid, flowUrl(exotel, '2002'))).rejects.toThrow(AmbiguousError);

    fake.faults.before('ReadExophone', { status: 500, times: 4 });
    await expect(setVoiceUrl(exotel, sid, flowUrl(exotel, '2003'))).rejects.toThrow(AmbiguousError);
    expect(fake.snapshot().numbers).toMatchObject([{ voice_url: flowUrl(exotel, '2003') }]);
  });
});

it('refuses whatever is not on the list, and opens no socket', async () => {
  const requests = new RequestsMade();
  const all = ['v2_beta', 'Accounts', 'acme1', 'IncomingPhoneNumbers'];
  const refused: ExotelCall[] = [
    { method: 'DELETE', path: [...all, sid] },
    { method: 'DELETE', path: ['v2', 'accounts', 'acme1', 'incoming-phone-numbers', sid] },
    { method: 'DELETE', path: ['v1', 'Accounts', 'acme1', 'IncomingPhoneNumbers', sid] },
    { method: 'POST', path: all, body: { form: { PhoneNumber: NUMBER } } },
    { method: 'PUT', path: [...all, sid], body: { form: { SMSUrl: 'http://x' } } },
    {
      method: 'POST' as const,
      path: ['v1', 'Accounts', 'acme1', 'Calls', 'connect.json'],
      body: { form: { To: NUMBER } },
    },
    { method: 'DELETE', path: exotel.trunks(['trmum1']) },
    { method: 'POST', path: exotel.trunks([]), body: { json: { trunk_name: 'x', owner: 'y' } } },
  ];
  for (const call of refused) await expect(exotel.send(call)).rejects.toThrow(CallNotAllowedError);
  await expect(setVoiceUrl(exotel, '..', 'http://x')).rejects.toThrow(CallNotAllowedError);
  requests.close();

  expect(requests.made).toBe(0);
});
