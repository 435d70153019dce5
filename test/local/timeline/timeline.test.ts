import { stripVTControlCharacters } from 'node:util';
import type { Action } from '../../../lambda/call/chime/actions';
import type { PlayedCall } from '../../../local/caller/play-call';
import type { SentEvent } from '../../../local/sma/events';
import { timelineOf } from '../../../local/timeline/timeline';
import { aTurn, observed, playedCall } from '../../builders/played-call';

const pcm = new Int16Array(1);
const hangup: Action = { Type: 'Hangup', Parameters: { SipResponseCode: '0' } };

function timeline(call: Partial<PlayedCall>, words: Record<string, string> = {}): string[] {
  return timelineOf(playedCall(call), (key) => words[key]).map(stripVTControlCharacters);
}

function event(InvocationEventType: SentEvent['InvocationEventType'], action?: string): SentEvent {
  return {
    SchemaVersion: '1.0',
    Sequence: 1,
    InvocationEventType,
    ...(action && { ActionData: { Type: action, Parameters: {} } }),
    CallDetails: {
      TransactionId: 'call-1',
      AwsAccountId: '111122223333',
      AwsRegion: 'us-east-1',
      SipRuleId: 'rule',
      SipMediaApplicationId: 'application',
      Participants: [],
    },
  };
}

it('tells who said what, and when since the first ring', () => {
  const observations = observed(
    [5000, { type: 'audio-started', leg: 'LEG-A', pcm, key: 'greeting' }],
    [7250, { type: 'speech-started', text: 'When are you open?' }],
    [71_500, { type: 'audio-started', leg: 'LEG-A', pcm, text: 'Until nine.' }],
    [72_000, { type: 'speech-started' }],
  );
  expect(timeline({ observations }, { greeting: 'Good morning.' })).toEqual([
    ' 0:00.00  agent    Good morning.',
    ' 0:02.25  caller   When are you open?',
    ' 1:06.50  agent    Until nine.',
    ' 1:07.00  caller   (speaks)',
  ]);
});

it('tells the events and the actions that answer them', () => {
  const observations = observed(
    [0, { type: 'event-sent', attempt: 1, event: event('NEW_INBOUND_CALL') }],
    [40, { type: 'event-sent', attempt: 1, event: event('ACTION_SUCCESSFUL', 'RecordAudio') }],
    [640, { type: 'answer-received', sequence: 2, ms: 600.4, answer: { Actions: [hangup, hangup] } }],
    [700, { type: 'event-sent', attempt: 1, event: event('HANGUP', 'Hangup') }],
    [700, { type: 'answer-received', sequence: 3, ms: 0, answer: { Actions: [] } }],
  );
  expect(timeline({ observations })).toEqual([
    ' 0:00.00  event    → NEW_INBOUND_CALL',
    ' 0:00.04  event    → ACTION_SUCCESSFUL RecordAudio',
    ' 0:00.64  actions  ← Hangup, Hangup (600 ms)',
    ' 0:00.70  event    → HANGUP',
    ' 0:00.70  actions  ← none (0 ms)',
  ]);
});

it('puts the stages of a turn below the first part of its reply, and only there', () => {
  const parts = [
    { key: 'part-1', text: 'We are open.', durationMs: 900 },
    { key: 'part-2', text: 'Until nine.', durationMs: 800 },
  ];
  const timings = { done: 1243, firstAudio: 1176, firstSentence: 700, firstToken: 550, heard: 250 };
  const observations = observed(
    [0, { type: 'audio-started', leg: 'LEG-A', pcm, key: 'part-1' }],
    [900, { type: 'audio-started', leg: 'LEG-A', pcm, key: 'part-2' }],
  );
  const words = { 'part-1': 'We are open.', 'part-2': 'Until nine.' };
  expect(timeline({ observations, turns: [aTurn({ parts, timings })] }, words)).toEqual([
    ' 0:00.00  agent    We are open.',
    '                   heard 250 → first token 550 → first sentence 700 → first audio 1176 → done 1243 ms',
    ' 0:00.90  agent    Until nine.',
  ]);
});

it('tells keys that follow each other together, whatever goes over the line between them', () => {
  const observations = observed(
    [0, { type: 'digit-pressed', digit: '4' }],
    [0, { type: 'event-sent', attempt: 1, event: event('ACTION_SUCCESSFUL', 'RecordAudio') }],
    [50, { type: 'audio-started', leg: 'LEG-A', pcm, text: '' }],
    [250, { type: 'digit-pressed', digit: '2' }],
    [300, { type: 'audio-started', leg: 'LEG-A', pcm, text: 'Thank you.' }],
    [900, { type: 'digit-pressed', digit: '#' }],
  );
  expect(timeline({ observations })).toEqual([
    ' 0:00.00  caller   presses 4 2',
    ' 0:00.00  event    → ACTION_SUCCESSFUL RecordAudio',
    ' 0:00.30  agent    Thank you.',
    ' 0:00.90  caller   presses #',
  ]);
});

it('tells who hangs up', () => {
  const observations = observed(
    [0, { type: 'leg-joined', leg: 'LEG-B', to: '+14155550142' }],
    [10, { type: 'hung-up', leg: 'LEG-B', by: 'human', code: 0 }],
    [20, { type: 'hung-up', leg: 'LEG-A', by: 'caller', code: 0 }],
    [30, { type: 'hung-up', leg: 'LEG-A', by: 'agent', code: 0 }],
    [40, { type: 'hung-up', leg: 'LEG-B', by: 'agent', code: 0 }],
    [50, { type: 'hung-up', leg: 'LEG-A', by: 'platform', code: 480 }],
  );
  expect(timeline({ observations })).toEqual([
    ' 0:00.00  human    joins the call',
    ' 0:00.01  human    hangs up',
    ' 0:00.02  caller   hangs up',
    ' 0:00.03  agent    hangs up',
    ' 0:00.04  agent    hangs up the human',
    ' 0:00.05  trouble  hangs up the caller',
  ]);
});

it('tells trouble with the handler', () => {
  const observations = observed(
    [0, { type: 'handler-failed', sequence: 2, attempt: 1, error: 'secret words' }],
    [1, { type: 'handler-late', sequence: 2, attempt: 1, ms: 5000 }],
    [2, { type: 'answer-invalid', sequence: 3, faults: [] }],
  );
  expect(timeline({ observations })).toEqual([
    ' 0:00.00  trouble  handler-failed at event 2',
    ' 0:00.00  trouble  handler-late at event 2',
    ' 0:00.00  trouble  answer-invalid at event 3',
  ]);
});

it('breaks long speech so that it fits 100 columns, under its own column', () => {
  const text = Array.from({ length: 30 }, () => 'number').join(' ');
  const lines = timeline({ observations: observed([0, { type: 'speech-started', text }]) });
  expect(lines.length).toBeGreaterThan(1);
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(100);
  expect(lines[1]).toMatch(/^ {19}number/);
  expect(lines.map((line) => line.slice(19)).join(' ')).toBe(text);
});
