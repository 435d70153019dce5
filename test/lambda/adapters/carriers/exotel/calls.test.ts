import { AmbiguousError } from '../../../../../lambda/adapters/carriers/carrier-error';
import {
  connectCall,
  ExotelConnection,
  listNumbers,
  readCall,
} from '../../../../../lambda/adapters/carriers/exotel';
import type { FakeExotel } from '../../../../fakes/exotel';
import { HastyClock } from '../../../../fakes/hasty-clock';
import { RequestsMade } from '../requests-made';
import { refusal } from '../refusal';
import { connected, NUMBER } from './connected';

const CALLEE = '+919812345678';
const CALL = { to: CALLEE, from: NUMBER, flowId: '2002', ringSeconds: 30, limitSeconds: 600 };

let fake: FakeExotel;
let exotel: ExotelConnection;

beforeEach(async () => {
  ({ fake, exotel } = await connected());
  fake.ownNumber(NUMBER);
});
afterEach(() => fake.close());

describe('a call', () => {
  it('dials and is given to a flow', async () => {
    const statusCallback = 'https://example.com/end';
    const { sid } = await connectCall(exotel, { ...CALL, statusCallback, customField: 'ref-1' });

    expect(fake.mutations()).toMatchObject([
      {
        operation: 'ConnectCall',
        body: {
          From: CALLEE,
          CallerId: NUMBER,
          Url: 'http://my.exotel.com/acme1/exoml/start_voice/2002',
          CallType: 'trans',
          TimeOut: '30',
          TimeLimit: '600',
          StatusCallback: statusCallback,
          CustomField: 'ref-1',
        },
      },
    ]);
    await expect(readCall(exotel, sid)).resolves.toEqual({ sid, status: 'in-progress' });

    fake.end(sid, 'completed', 17);
    await expect(readCall(exotel, sid)).resolves.toEqual({ sid, status: 'completed', seconds: 17 });
  });

  it.each([undefined, 502])('is never dialled twice in doubt (answer: %s)', async (status) => {
    fake.faults.after('ConnectCall', status === undefined ? {} : { status });

    await expect(connectCall(exotel, CALL)).rejects.toThrow(AmbiguousError);
    expect(fake.holdings().calls).toHaveLength(1);
  });

  it.each(['09812345678', `${CALLEE},+919812345679`, ''])('never goes to %j', async (to) => {
    const requests = new RequestsMade();
    await expect(connectCall(exotel, { ...CALL, to })).rejects.toThrow('to: must be one number in E.164');
    requests.close();

    expect(requests.made).toBe(0);
  });

  it('is refused without a number in the error', async () => {
    const error = await refusal(connectCall(exotel, { ...CALL, from: '+918000000000' }));

    expect(error).toMatchObject({ name: 'CarrierError', status: 400 });
    expect(String(error)).toContain('CallerId (number) is not an ExoPhone');
    expect(String(error)).not.toMatch(/\d{7}/);
  });
});

it('refuses wrong credentials, which stand in no error', async () => {
  const credentials = { ...fake.credentials, apiKey: 'the-wrong-key', apiToken: 'the-wrong-token' };
  const { fetch } = fake;
  const wrong = new ExotelConnection({ credentials, fetch, clock: new HastyClock(), cluster: 'singapore' });

  const error = await refusal(listNumbers(wrong));
  expect(error).toMatchObject({ name: 'CarrierError', status: 401 });
  expect(String(error)).not.toMatch(/the-wrong/);
});
