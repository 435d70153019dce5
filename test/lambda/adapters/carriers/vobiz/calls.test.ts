import { AmbiguousError } from '../../../../../lambda/adapters/carriers/carrier-error';
import { checkCredentials } from '../../../../../lambda/adapters/carriers/vobiz/account';
import {
  createCall,
  hangUpCall,
  readCall,
  VobizConnection,
} from '../../../../../lambda/adapters/carriers/vobiz';
import { HastyClock } from '../../../../fakes/hasty-clock';
import type { FakeVobiz } from '../../../../fakes/vobiz';
import { RequestsMade } from '../requests-made';
import { refusal } from '../refusal';
import { connected, NUMBER } from './connected';

const CALLEE = '+919812345678';
const CALL = { to: CALLEE, from: NUMBER, answerUrl: 'https://example.com/answer', limitSeconds: 600 };

let fake: FakeVobiz;
let vobiz: VobizConnection;

beforeEach(async () => {
  ({ fake, vobiz } = await connected());
  fake.ownNumber(NUMBER);
});
afterEach(() => fake.close());

describe('a call', () => {
  it.each(['request_uuid', 'call_uuid'] as const)('is made where it is named %s', async (callNamed) => {
    fake.settings.callNamed = callNamed;
    const { id } = await createCall(vobiz, CALL);

    expect(fake.snapshot().calls).toMatchObject([{ call_uuid: id, from: NUMBER, to: CALLEE }]);
  });

  it('asks for what it needs and no more', async () => {
    await createCall(vobiz, {
      ...CALL,
      hangupUrl: 'https://example.com/end?X-Byon-Key=hush',
      machineDetectionUrl: 'https://example.com/machine',
    });

    expect(fake.mutations()).toMatchObject([
      {
        operation: 'CreateCall',
        body: {
          from: NUMBER,
          to: CALLEE,
          answer_url: 'https://example.com/answer',
          answer_method: 'POST',
          time_limit: 600,
          hangup_url: 'https://example.com/end?X-Byon-Key=(masked)',
          machine_detection: 'true',
          machine_detection_url: 'https://example.com/machine',
        },
      },
    ]);
    expect(JSON.stringify(fake.journal)).not.toContain('hush');
  });

  it('is live until it ends', async () => {
    const { id } = await createCall(vobiz, CALL);
    await expect(readCall(vobiz, id)).resolves.toEqual({ id, live: true, status: 'ringing' });

    await hangUpCall(vobiz, id);
    await expect(readCall(vobiz, id)).resolves.toEqual({ id, live: false, status: 'completed' });
    await expect(hangUpCall(vobiz, id)).rejects.toMatchObject({ status: 404 });
  });

  it.each([`${CALLEE}<+919812345679`, '+919812345678 ', 'sip:x@y', ''])('never goes to %j', async (to) => {
    const requests = new RequestsMade();
    await expect(createCall(vobiz, { ...CALL, to })).rejects.toThrow(
      'A call through Vobiz has 1 fault:\n  to: must be one number in E.164, as in +919876543210',
    );
    requests.close();

    expect(requests.made).toBe(0);
  });

  it.each([undefined, 500])('is never dialled twice in doubt (answer: %s)', async (status) => {
    fake.faults.after('CreateCall', status === undefined ? {} : { status });

    await expect(createCall(vobiz, CALL)).rejects.toThrow(AmbiguousError);
    expect(fake.holdings().calls).toHaveLength(1);
  });

  it('is dialled again when there were too many', async () => {
    fake.faults.throttle('CreateCall', 1, 1);
    await createCall(vobiz, CALL);

    expect(fake.holdings().calls).toHaveLength(1);
  });
});

describe('credentials', () => {
  it('are checked', async () => {
    await expect(checkCredentials(vobiz)).resolves.toBeUndefined();
  });

  it('that are wrong are refused, and stand in no error', async () => {
    const credentials = { authId: 'MA_WRONG', authToken: 'the-wrong-token' };
    const { fetch } = fake;
    const wrong = new VobizConnection({ credentials, fetch, clock: new HastyClock() });

    const error = await refusal(checkCredentials(wrong));
    expect(error).toMatchObject({ name: 'CarrierError', status: 401 });
    expect(String(error)).not.toMatch(/MA_WRONG|the-wrong-token/);
  });
});

it('names no number in an error', async () => {
  const unknown = { ...CALL, from: '+918000000000' };

  const error = await refusal(createCall(vobiz, unknown));
  expect(error).toMatchObject({ status: 404 });
  expect(String(error)).toContain('(number)');
  expect(String(error)).not.toMatch(/\d{7}/);
});
