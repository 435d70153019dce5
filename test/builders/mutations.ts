import * as fc from 'fast-check';
import {
  actionDone,
  actionFailed,
  digitsGathered,
  hangUp,
  invalidAnswer,
  legA,
  legB,
  newCall,
  recorded,
  recordedUntilKey,
  smaEventOf,
  updateRequested,
} from './sma-event';

/** Every kind of event, as AWS sends it. */
export const anyEvent: fc.Arbitrary<unknown> = fc.nat(12).chain((n) => {
  const bridge = { Participants: [legA(), legB()] };
  return fc.constantFrom<unknown>(
    newCall(),
    newCall({
      From: 'anonymous',
      SipHeaders: { 'X-Byon-Did': '918041234567', Diversion: '<sip:+918041234567@x>' },
    }),
    newCall({ To: '+17035550122' }),
    smaEventOf('NEW_OUTBOUND_CALL', n),
    smaEventOf('RINGING', n),
    smaEventOf('CALL_ANSWERED', n),
    recorded(n),
    recordedUntilKey(n, '4'),
    digitsGathered(n, '42'),
    actionDone(n, 'PlayAudio'),
    actionDone(n, 'Speak'),
    actionDone(n, 'Pause'),
    actionDone(n, 'CallAndBridge', {}, bridge),
    actionFailed(n, 'PlayAudio', {
      Parameters: { AudioSource: { Type: 'S3', BucketName: 'b', Key: 'clips/a.wav' } },
    }),
    actionFailed(n, 'RecordAudio'),
    actionFailed(n, 'CallAndBridge', { ErrorType: 'CallNotAnswered' }),
    smaEventOf('ACTION_INTERRUPTED', n, { ActionData: { Type: 'RecordAudio' } }),
    smaEventOf('DIGITS_RECEIVED', n, { ActionData: { Type: 'ReceiveDigits', ReceivedDigits: '1' } }),
    updateRequested(n, { byon: 'end' }),
    updateRequested(n, { other: 'x' }),
    hangUp(n),
    hangUp(n, 'LEG-B', { participants: [legA(), legB({ Status: 'Disconnected' })] }),
    invalidAnswer(n),
  );
});

const wrong: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(undefined, null, true, 0, -1, 1.5, Number.MAX_SAFE_INTEGER, '', [], {}, [[]]),
  fc.constantFrom(
    'x'.repeat(100_000),
    '<'.repeat(50_000),
    '9'.repeat(50_000),
    '+',
    '\u0000',
    '💥'.repeat(300),
  ),
  fc.constantFrom(
    'LEG-B',
    'leg-a',
    'HANGUP',
    'PlayAudio',
    'RecordAudio',
    'CallAndBridge',
    'anonymous',
    '+91…',
  ),
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.jsonValue({ maxDepth: 3 }),
  fc.constant(
    JSON.parse('{"__proto__":{"admin":true},"constructor":{"prototype":{}},"toString":1}') as unknown,
  ),
);

type Mutation = { kind: 'drop' | 'replace' | 'duplicate' | 'add'; at: number; value: unknown };
const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('drop', 'replace', 'duplicate', 'add'),
  at: fc.nat(10_000),
  value: wrong,
});

/** An event of which members were dropped, replaced, doubled or added, anywhere. */
export const mutatedEvent: fc.Arbitrary<unknown> = fc
  .tuple(anyEvent, fc.array(mutation, { minLength: 1, maxLength: 4 }))
  .map(([event, mutations]) => mutations.reduce(mutate, structuredClone(event)));

function mutate(event: unknown, { kind, at, value: given }: Mutation): unknown {
  const value = structuredClone(given);
  const places = placesIn(event);
  const place = places[at % (places.length + 1)];
  if (!place) return kind === 'drop' || kind === 'duplicate' ? event : value;
  const { owner, name } = place;
  if (kind === 'drop') delete owner[name];
  else if (kind === 'duplicate')
    owner[Array.isArray(owner) ? owner.length : `${name}2`] = structuredClone(owner[name]);
  else if (kind === 'replace') owner[name] = value;
  else
    Object.defineProperty(owner, '__proto__', {
      value,
      enumerable: true,
      configurable: true,
      writable: true,
    });
  return event;
}

interface Place {
  owner: Record<string, unknown>;
  name: string;
}

/** Every member of every object and list in a value. */
function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  const owner = value as Record<string, unknown>;
  return Object.keys(owner).flatMap((name) => [{ owner, name }, ...placesIn(owner[name])]);
}
