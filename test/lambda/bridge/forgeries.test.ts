import * as fc from 'fast-check';
import { aNotedOrder, CALLEE, REFERENCE } from '../../builders/dial';
import { NUMBER } from '../../builders/number';
import { BridgeDesk, twilioCall, twilioEvent, vobizCall, vobizEvent } from './bridge-desk';

type Event = ReturnType<typeof twilioEvent>;

const NONCE = '12345678901234567890';
const step = fc.constantFrom(
  'voice',
  'dialled',
  'fallback',
  'status',
  ...['answered', 'dialled', 'status', 'machine'].map((to) => `${to}/${REFERENCE}`),
);
const carrier = fc.constantFrom('twilio' as const, 'vobiz' as const);

function eventOf(by: 'twilio' | 'vobiz', to: string, fields: Record<string, string>, token?: string): Event {
  const failed = { DialCallStatus: 'failed', DialStatus: 'failed' };
  return by === 'twilio'
    ? twilioEvent(to, { ...twilioCall(), ...failed, ...fields }, token)
    : vobizEvent(to, { ...vobizCall(), ...failed, ...fields }, NONCE, token);
}

const withHeaders = (event: Event, change: (value: string, name: string) => string | undefined): Event => ({
  ...event,
  headers: Object.fromEntries(
    Object.entries(event.headers).flatMap(([name, value]) => {
      const changed = name.includes('signature') ? change(value, name) : value;
      return changed === undefined ? [] : [[name, changed]];
    }),
  ),
});

/** Ways to make a request that the carrier did not sign. */
const forgery = fc.oneof(
  fc
    .tuple(carrier, step, fc.string({ minLength: 1, maxLength: 40 }))
    .map(([by, to, token]) => eventOf(by, to, {}, token)),
  fc.tuple(carrier, step).map(([by, to]) => withHeaders(eventOf(by, to, {}), () => undefined)),
  fc.tuple(carrier, step).map(([by, to]) => withHeaders(eventOf(by, to, {}), () => '')),
  fc
    .tuple(carrier, step, fc.nat(26))
    .map(([by, to, at]) =>
      withHeaders(eventOf(by, to, {}), (value, name) =>
        name.endsWith('nonce')
          ? value
          : value.slice(0, at) + (value[at] === 'A' ? 'B' : 'A') + value.slice(at + 1),
      ),
    ),
  // Signed for another address.
  fc
    .tuple(carrier, step, step)
    .filter(([, a, b]) => a !== b)
    .map(([by, from, to]) => ({ ...eventOf(by, from, {}), rawPath: `/${by}/${to}` })),
  fc
    .tuple(step, fc.constantFrom('a=1', 'To=%2B1'))
    .map(([to, rawQueryString]) => ({ ...eventOf('twilio', to, {}), rawQueryString })),
  // Signed for another content.
  fc
    .tuple(step, fc.constantFrom('From', 'To', 'CallSid', 'Extra'), fc.string({ minLength: 1 }))
    .map(([to, field, value]) => ({
      ...eventOf('twilio', to, {}),
      body: eventOf('twilio', to, { [field]: `9${value}` }).body,
    })),
);

it('dials for none of 1,000 forged requests, and tells no number to any', async () => {
  const desk = new BridgeDesk();
  const dial = aNotedOrder({ call: 'CA01' });
  await desk.dials.open(dial);
  await fc.assert(
    fc.asyncProperty(forgery, async (event) => {
      const { statusCode, body } = await desk.handler(event);
      expect(statusCode).toBe(403);
      expect(body).toBe('refused');
    }),
    { numRuns: 1000 },
  );
  expect(desk.legs.legs.size).toBe(0);
  expect(await desk.dials.find(REFERENCE)).toEqual(dial);
});

it('dials for none of 1,000 genuine requests that are made again later', async () => {
  const desk = new BridgeDesk();
  const genuine = Array.from({ length: 1000 }, (_, i): Event => {
    const id = i.toString(16).padStart(32, '0');
    return i % 2 === 0
      ? eventOf('twilio', 'voice', { CallSid: `CA${id}` })
      : vobizEvent('voice', { ...vobizCall(), CallUUID: id }, String(i).padStart(20, '0'));
  });
  const first = await Promise.all(genuine.map(desk.handler));
  expect(first.filter(({ body }) => body.includes('<Dial'))).toHaveLength(1000);
  await desk.clock.sleep(60_001);
  const again = await Promise.all(genuine.map(desk.handler));
  expect(again.map(({ statusCode }) => statusCode)).toEqual(genuine.map(() => 403));
  expect(again.filter(({ body }) => body !== 'refused')).toEqual([]);
});

it('connects none of 1,000 calls that were dialled and answered, when they are answered again later', async () => {
  const desk = new BridgeDesk();
  const references = Array.from({ length: 1000 }, (_, i) => i.toString(16).padStart(32, '0'));
  for (const reference of references) await desk.dials.open(aNotedOrder({ reference, carrier: 'vobiz' }));
  const genuine = references.map((id, i) =>
    vobizEvent(`answered/${id}`, { ...vobizCall(), CallUUID: id }, String(i).padStart(20, '0')),
  );
  const first = await Promise.all(genuine.map(desk.handler));
  expect(first.filter(({ body }) => body.includes('<User'))).toHaveLength(1000);
  await desk.clock.sleep(60_001);
  const again = await Promise.all(genuine.map(desk.handler));
  expect(again.map(({ statusCode }) => statusCode)).toEqual(genuine.map(() => 403));
});

it('refuses a known call with other content, even signed', async () => {
  const desk = new BridgeDesk();
  await desk.twilio('voice');
  for (const field of ['From', 'To']) {
    expect((await desk.twilio('voice', { [field]: '+14155550111' })).statusCode).toBe(403);
  }
});

it('hands out the fallback number only while the call can be under way', async () => {
  const desk = new BridgeDesk();
  const failed = { DialCallStatus: 'failed' };
  expect((await desk.twilio('dialled', failed)).statusCode).toBe(403);
  await desk.twilio('voice');
  expect((await desk.twilio('dialled', failed)).body).toContain('<Number>');
  await desk.clock.sleep(300_001);
  expect((await desk.twilio('dialled', failed)).statusCode).toBe(403);
});

it('writes no number and no secret into the log', async () => {
  const desk = new BridgeDesk();
  await desk.twilio('voice');
  await desk.twilio('dialled', { DialCallStatus: 'failed' });
  await desk.vobiz('voice', { To: '+14155550199' });
  await desk.handler(withHeaders(eventOf('vobiz', 'voice', {}), () => 'x'));
  await desk.dials.open(aNotedOrder({ carrier: 'vobiz' }));
  await desk.vobiz(`answered/${REFERENCE}`);
  await desk.vobiz(`dialled/${REFERENCE}`, { DialStatus: 'failed' });
  for (const known of [
    NUMBER,
    '9876543210',
    '9811112222',
    '14155550199',
    CALLEE,
    'a-token-of',
    'X-Byon',
    'a secret',
  ]) {
    expect(desk.log.public).not.toContain(known.replace('+', ''));
  }
});
