import type { PlayedCall } from '../../../local/caller/play-call';
import { check } from '../../../local/scenario/check';
import { expectations, type Expectations } from '../../../local/scenario/scenario';
import { aTurn, observed, playedCall } from '../../builders/played-call';
import { tone, toPcm16 } from '../../builders/sound';

function failuresOf(expected: Partial<Expectations>, call: Partial<PlayedCall> = {}): string[] {
  return check(playedCall(call), expectations.parse(expected));
}

it('has nothing to say where everything holds', () => {
  const call = {
    agentSaid: ['Good morning.', 'We open at nine.'],
    turns: [aTurn({ heard: 'When are you open?' })],
    observations: observed([
      0,
      {
        type: 'action-started',
        leg: 'LEG-A',
        action: { Type: 'Hangup', Parameters: { SipResponseCode: '0' } },
      },
    ]),
  };
  const expected: Partial<Expectations> = {
    outcome: 'agent-ended',
    turns: 1,
    agentSays: ['good MORNING', 'nine'],
    agentNeverSays: ['goodbye'],
    heard: ['open'],
    actions: ['Hangup'],
    lastsAtMostSeconds: 1,
    silenceAtMostSeconds: 1,
    firstAudioWithinSeconds: 1,
  };
  expect(failuresOf(expected, call)).toEqual([]);
});

it('tells every expectation that does not hold', () => {
  const failures = failuresOf({ outcome: 'failed', turns: 2, heard: ['hello'] });
  expect(failures).toHaveLength(3);
});

it('tells another outcome', () => {
  expect(failuresOf({ outcome: 'transferred' })).toEqual([
    'outcome: expected transferred, found agent-ended',
  ]);
});

it('tells that there is no record', () => {
  expect(failuresOf({ outcome: 'transferred' }, { record: undefined })).toEqual([
    'outcome: expected transferred, found nothing',
  ]);
});

it('counts the turns in which the caller said something', () => {
  const turns = [aTurn(), aTurn({ turn: 2, status: 'silent' })];
  expect(failuresOf({ turns: 1 }, { turns })).toEqual([]);
  expect(failuresOf({ turns: 2 }, { turns })).toEqual(['turns: expected 2, found 1']);
});

it('tells words that the agent did not say, and what it said', () => {
  expect(failuresOf({ agentSays: ['ten'] }, { agentSaid: ['We open at nine.'] })).toEqual([
    'agentSays: "ten" was not there; found "We open at nine."',
  ]);
  expect(failuresOf({ agentSays: ['ten'] })).toEqual(['agentSays: "ten" was not there; found nothing']);
});

it('tells words in the wrong order', () => {
  expect(failuresOf({ agentSays: ['second', 'first'] }, { agentSaid: ['first', 'second'] })).toEqual([
    'agentSays: "first" was not there after the texts before it; found "first", "second"',
  ]);
});

it('tells words that the agent should not have said', () => {
  expect(failuresOf({ agentNeverSays: ['sorry'] }, { agentSaid: ['Sorry?'] })).toEqual([
    'agentNeverSays: "sorry" was there; found "Sorry?"',
  ]);
});

it('tells what the agent did not understand', () => {
  expect(failuresOf({ heard: ['open'] }, { turns: [aTurn({ heard: 'hoping' })] })).toEqual([
    'heard: "open" was not there; found "hoping"',
  ]);
});

it('tells actions that were not carried out', () => {
  const observations = observed([
    0,
    {
      type: 'action-started',
      leg: 'LEG-A',
      action: { Type: 'Hangup', Parameters: { SipResponseCode: '0' } },
    },
  ]);
  expect(failuresOf({ actions: ['CallAndBridge', 'Hangup'] }, { observations })).toEqual([
    'actions: "CallAndBridge" was not there; found "Hangup"',
  ]);
});

it('tells how long the caller waited for a sound', () => {
  const pcm = new Int16Array(1);
  const observations = observed(
    [0, { type: 'audio-started', leg: 'LEG-A', pcm }],
    [1000, { type: 'speech-ended' }],
    [3500, { type: 'audio-started', leg: 'LEG-A', pcm }],
    [9000, { type: 'audio-started', leg: 'LEG-A', pcm }],
  );
  expect(failuresOf({ firstAudioWithinSeconds: 2 }, { observations })).toEqual([
    'firstAudioWithinSeconds: expected 2 at most, found 2.50',
  ]);
});

it('tells the longest time in which nobody could be heard', () => {
  const spoken = toPcm16(tone(300, 8000, 1000));
  const agent = new Int16Array(40_000);
  agent.set(spoken, 0);
  const caller = new Int16Array(40_000);
  caller.set(spoken, 24_000);
  const report = { ...playedCall().report, audio: { caller, agent } };
  expect(failuresOf({ silenceAtMostSeconds: 1.5 }, { report })).toEqual([
    'silenceAtMostSeconds: expected 1.5 at most, found 2.00',
  ]);
});

it('tells a call that lasts too long', () => {
  const observations = observed([500, { type: 'idle' }], [61_000, { type: 'call-ended' }]);
  expect(failuresOf({ lastsAtMostSeconds: 60 }, { observations })).toEqual([
    'lastsAtMostSeconds: expected 60 at most, found 60.50',
  ]);
});

it('tells steps that there was no time for', () => {
  expect(failuresOf({}, { stepsLeft: [{ says: 'And one more thing' }] })).toEqual([
    'the call was over before the caller could do this: {"says":"And one more thing"}',
  ]);
});

it('tells a call that nobody ended, and how to end it', () => {
  expect(failuresOf({}, { stuck: true })).toEqual([
    expect.stringMatching(/^nobody ended the call: .* add a step that ends it.* "hangsUp: true"/),
  ]);
});
