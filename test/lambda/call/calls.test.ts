import { MOST_PARTS } from '../../../lambda/call/chime/to-actions';
import { phrasesFor } from '../../../lambda/core/speech/phrases';
import type { TurnRecord } from '../../../lambda/core/calls/records';
import { anAgent } from '../../builders/agent';
import { NUMBER } from '../../builders/number';
import {
  actionDone,
  actionFailed,
  BUCKET,
  CALL_ID,
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
} from '../../builders/sma-event';
import { replyParts } from '../../builders/turn';
import { CallDesk, noteTurn, renderingAfter } from './call-desk';

const HUMAN = '+918049876543';
const say = phrasesFor('en');
const GREETING = anAgent().greeting;
const both = [legA(), legB()];

/** The worker answers the turns in order. */
function replying(...turns: Partial<TurnRecord>[]) {
  return new CallDesk({
    worker: async (job, desk) => {
      if (job.kind === 'reply') await noteTurn(desk, job, turns[job.turn - 1] ?? { status: 'failed' });
    },
  });
}
const listen = (...texts: string[]): Partial<TurnRecord> => ({
  status: 'replied',
  parts: replyParts(...texts),
  next: { type: 'listen' },
});
const transfer: Partial<TurnRecord> = {
  status: 'replied',
  parts: replyParts('I pass you on.'),
  next: { type: 'transfer', to: HUMAN },
};

describe('a whole call, event by event', () => {
  test('of two turns, which the caller ends', async () => {
    const desk = replying(listen('Yes.', 'At ten?'), listen('Done.'));
    expect(await desk.send(newCall())).toEqual([GREETING, 'RecordAudio']);
    expect(await desk.send(recorded(2))).toEqual(['replies/0.wav', 'replies/1.wav', 'RecordAudio']);
    expect(await desk.send(recorded(3))).toEqual(['replies/0.wav', 'RecordAudio']);
    expect(await desk.send(hangUp(4))).toEqual([]);
    expect(await desk.kept.findCall(CALL_ID)).toMatchObject({
      outcome: 'caller-hung-up',
      hungUpAs: 0,
      endedAt: expect.any(Number),
    });
  });

  test('hands the worker what it needs of each turn', async () => {
    const desk = replying(listen('Yes.'));
    await desk.send(newCall());
    await desk.send(recorded(2));
    expect(desk.turns.jobsOf('reply')).toEqual([
      {
        kind: 'reply',
        callId: CALL_ID,
        turn: 1,
        agent: { id: 'reception', version: 'v1' },
        variables: expect.objectContaining({ caller: '+919876543210', number: '+918041234567' }),
        greeting: GREETING,
        language: 'en-IN',
        input: { kind: 'recording', key: `recordings/${CALL_ID}/2.wav` },
        askedAt: desk.clock.now(),
      },
    ]);
  });

  test('tells the worker and the record how far a reply came that a key has stopped', async () => {
    const desk = replying(listen('One.', 'Two.'), listen('You keyed four.'));
    await desk.send(newCall());
    await desk.send(recorded(2));
    await desk.clock.sleep(500);
    const key = { ActionData: { Type: 'ReceiveDigits', ReceivedDigits: '4#' } };
    expect(await desk.send(smaEventOf('DIGITS_RECEIVED', 3, key))).toEqual(['replies/0.wav', 'RecordAudio']);
    expect(desk.turns.jobsOf('reply')[1]).toMatchObject({
      input: { kind: 'digits', digits: '4' },
      cut: { turn: 1, parts: 2, leftMs: 1500 },
    });
  });

  test('plays the first sentence while the next is made', async () => {
    const desk = new CallDesk({
      worker: async (job, at) => {
        if (job.kind !== 'reply') return;
        await at.clock.sleep(900);
        await noteTurn(at, job, { parts: replyParts('One.') });
        await at.clock.sleep(1500);
        await noteTurn(at, job, listen('One.', 'Two.'));
      },
    });
    await desk.send(newCall());
    const from = desk.clock.now();
    expect(await desk.send(recorded(2))).toEqual(['replies/0.wav']);
    expect(desk.clock.now() - from).toBeLessThanOrEqual(925);
    await desk.clock.sleep(1000);
    expect(await desk.send(actionDone(3, 'PlayAudio'))).toEqual(['replies/1.wav', 'RecordAudio']);
    expect(desk.clock.now() - from).toBeLessThanOrEqual(2425);
  });

  test('plays a reply of twenty sentences in as many answers as it needs', async () => {
    const desk = replying(listen(...Array<string>(20).fill('A sentence.')));
    await desk.send(newCall());
    expect(await desk.send(recorded(2))).toHaveLength(MOST_PARTS);
    expect(await desk.send(actionDone(3, 'PlayAudio'))).toHaveLength(MOST_PARTS);
    expect(await desk.send(actionDone(4, 'PlayAudio'))).toHaveLength(MOST_PARTS);
    expect(await desk.send(actionDone(5, 'PlayAudio'))).toEqual([
      'replies/18.wav',
      'replies/19.wav',
      'RecordAudio',
    ]);
  });

  test('speaks its phrases in its own voice once they are rendered', async () => {
    const desk = new CallDesk({ worker: renderingAfter(10) });
    await desk.send(newCall());
    const [filler, ...rest] = await desk.send(recorded(2));
    expect(filler).toMatch(/^clips\//);
    expect(rest).toEqual([]);
  });

  test('asks a silent caller twice, then says goodbye', async () => {
    const silence: Partial<TurnRecord> = { status: 'silent', recordedMs: 6000 };
    const desk = replying(silence, silence, silence);
    await desk.send(newCall());
    expect(await desk.send(recorded(2))).toEqual([say['reprompt-1'], 'RecordAudio']);
    expect(await desk.send(recorded(3))).toEqual([say['reprompt-2'], 'RecordAudio']);
    expect(await desk.send(recorded(4))).toEqual([say['goodbye-silent'], 'Hangup LEG-A']);
    expect(desk.outcome).toBe('no-speech');
    await desk.send(hangUp(5));
    expect(desk.phase).toBe('ended');
    expect(desk.outcome).toBe('no-speech');
  });

  test('takes a number that is keyed while it listens', async () => {
    const desk = replying(listen('Forty-two, thank you.'));
    await desk.send(newCall());
    expect(await desk.send(recordedUntilKey(2, '4'))).toEqual(['SpeakAndGetDigits']);
    expect(await desk.send(digitsGathered(3, '2'))).toEqual(['replies/0.wav', 'RecordAudio']);
    expect(desk.turns.jobsOf('reply')[0]?.input).toEqual({ kind: 'digits', digits: '42' });
  });

  test('apologises for a failed reply, and falls back after the second', async () => {
    const desk = replying({ status: 'failed' }, { status: 'failed' });
    await desk.send(newCall());
    expect(await desk.send(recorded(2))).toEqual([say.sorry, 'RecordAudio']);
    expect(await desk.send(recorded(3))).toEqual([say.trouble, 'Hangup LEG-A']);
    expect(desk.outcome).toBe('failed');
  });

  test('goes on after an answer that AWS refused', async () => {
    const desk = replying();
    await desk.send(newCall());
    expect(await desk.send(invalidAnswer(2))).toEqual([say.sorry, 'RecordAudio']);
  });

  test('ends when speaking fails every time', async () => {
    const desk = replying();
    await desk.send(newCall());
    let heard = ['Speak'];
    let sequence = 2;
    while (!heard[0]?.startsWith('Hangup') && sequence < 20)
      heard = await desk.send(actionFailed(sequence++, 'Speak'));
    expect(heard).toEqual(['Hangup LEG-A']);
    expect(desk.phase).toBe('ended');
  });
});

describe('a call that is transferred', () => {
  test('leaves caller and human to each other, and ends for both', async () => {
    const desk = replying(transfer);
    await desk.send(newCall());
    expect(await desk.send(recorded(2))).toEqual(['replies/0.wav', 'CallAndBridge']);
    expect(await desk.send(actionDone(3, 'CallAndBridge', {}, { Participants: both }))).toEqual([]);
    expect(desk.phase).toBe('bridged');
    const participants = [legA(), legB({ Status: 'Disconnected' })];
    expect(await desk.send(hangUp(4, 'LEG-B', { participants }))).toEqual(['Hangup LEG-A']);
    expect(desk.outcome).toBe('transferred');
  });

  test('returns to the agent when nobody answers', async () => {
    const desk = replying(transfer, listen('Then tomorrow.'));
    await desk.send(newCall());
    await desk.send(recorded(2));
    const unanswered = actionFailed(3, 'CallAndBridge', { ErrorType: 'CallNotAnswered' });
    expect(await desk.send(unanswered)).toEqual([say['transfer-failed'], 'RecordAudio']);
    const participants = [legA(), legB({ Status: 'Disconnected' })];
    expect(await desk.send(hangUp(4, 'LEG-B', { code: 480, participants }))).toEqual([]);
    expect(await desk.send(recorded(5))).toEqual(['replies/0.wav', 'RecordAudio']);
  });

  test('ends the human’s leg when the caller leaves while it rings', async () => {
    const desk = replying(transfer);
    await desk.send(newCall());
    await desk.send(recorded(2));
    const participants = [legA({ Status: 'Disconnected' }), legB({ Status: undefined })];
    expect(await desk.send(hangUp(3, 'LEG-A', { participants }))).toEqual(['Hangup LEG-B']);
  });

  test('has no longest time any more, even when the human answers after it', async () => {
    const desk = replying(transfer);
    await desk.send(newCall());
    await desk.send(recorded(2));
    await desk.clock.sleep(1_800_000);
    expect(await desk.send(actionDone(3, 'CallAndBridge', {}, { Participants: both }))).toEqual([]);
    expect(desk.phase).toBe('bridged');
  });

  test('shows the human the number that was called when the caller is withheld', async () => {
    const desk = replying(transfer);
    await desk.send(newCall({ From: 'anonymous' }));
    const event = recorded(2);
    event.CallDetails.Participants = [legA({ From: 'anonymous' })];
    expect((await desk.answerTo(event)).Actions.at(-1)).toMatchObject({
      Type: 'CallAndBridge',
      Parameters: { CallerIdNumber: NUMBER },
    });
  });
});

describe('the end of a call from outside', () => {
  test('an operator ends it: goodbye, then the hang-up', async () => {
    const desk = replying();
    await desk.send(newCall());
    expect(await desk.send(updateRequested(2, { byon: 'end' }))).toEqual([say.goodbye, 'Hangup LEG-A']);
    expect(desk.outcome).toBe('dismissed');
  });

  describe('with a ringing tone', () => {
    const TONE = { Type: 'S3', BucketName: BUCKET, Key: 'clips/ringback-in.wav' };
    const untilTransfer = async (tone: boolean) => {
      const desk = replying(transfer);
      if (tone) await desk.kept.saveClip(TONE.Key, 120_000);
      await desk.send(newCall());
      const { Actions } = await desk.answerTo(recorded(2));
      return { desk, action: Actions.find(({ Type }) => Type === 'CallAndBridge')! };
    };
    const failing = async (ErrorType: string) => {
      const { desk, action } = await untilTransfer(true);
      expect(action.Parameters).toMatchObject({ RingbackTone: TONE });
      await desk.send(actionFailed(3, 'CallAndBridge', { Parameters: { RingbackTone: TONE }, ErrorType }));
      await desk.send(newCall({}, { TransactionId: 'another-call' }));
      const remade = desk.turns.jobsOf('render').slice(1);
      return { isThere: desk.kept.clips.has(TONE.Key), remade: remade.length };
    };

    test('is heard by the caller where it was made, and missed where not', async () => {
      expect((await untilTransfer(true)).action.Parameters).toMatchObject({ RingbackTone: TONE });
      const { desk, action } = await untilTransfer(false);
      expect(action.Parameters).not.toHaveProperty('RingbackTone');
      expect(desk.turns.jobsOf('render')).toHaveLength(1);
    });

    test('keeps it where nobody takes the call, and has a broken one made anew', async () => {
      expect(await failing('CallNotAnswered')).toMatchObject({ isThere: true });
      expect(await failing('InvalidAudioSource')).toEqual({ isThere: false, remade: 1 });
    });
  });

  test('an operator ends a transferred call at once, for both', async () => {
    const desk = replying(transfer);
    await desk.send(newCall());
    await desk.send(recorded(2));
    await desk.send(actionDone(3, 'CallAndBridge', {}, { Participants: both }));
    const update = updateRequested(4, { byon: 'end' });
    update.CallDetails.Participants = both;
    expect(await desk.send(update)).toEqual(['Hangup LEG-A', 'Hangup LEG-B']);
  });

  test('the longest time ends it, at the next event', async () => {
    const desk = replying(listen('Yes.'));
    await desk.send(newCall());
    await desk.clock.sleep(1_800_000);
    expect(await desk.send(recorded(2))).toEqual([say['time-up'], 'Hangup LEG-A']);
    expect(desk.outcome).toBe('time-limit');
    expect(desk.turns.jobsOf('reply')).toEqual([]);
  });

  test('so does the number of its events, since Chime drops a call after 1,000 of them', async () => {
    const desk = replying(listen('Yes.'));
    await desk.send(newCall());
    expect(await desk.send(recorded(899))).toEqual(['replies/0.wav', 'RecordAudio']);
    expect(await desk.send(recorded(900))).toEqual([say['time-up'], 'Hangup LEG-A']);
    expect(desk.outcome).toBe('time-limit');
  });

  type Steps = [phase: string, steps: ((desk: CallDesk) => Promise<unknown>)[]];
  const waiting = () => new CallDesk();
  test.each<[...Steps, () => CallDesk]>([
    ['greeting', [], waiting],
    ['digits', [(desk) => desk.send(recordedUntilKey(2, '4'))], waiting],
    ['thinking', [(desk) => desk.send(recorded(2))], waiting],
    ['listening', [(desk) => desk.send(recorded(2))], () => replying(listen('Yes.'))],
    ['speaking', [(desk) => desk.send(recorded(2))], () => replying({ parts: replyParts('One.') })],
    ['transferring', [(desk) => desk.send(recorded(2))], () => replying(transfer)],
    [
      'bridged',
      [(desk) => desk.send(recorded(2)), (desk) => desk.send(actionDone(3, 'CallAndBridge'))],
      () => replying(transfer),
    ],
    ['ending', [(desk) => desk.send(updateRequested(2, { byon: 'end' }))], waiting],
    ['ended', [(desk) => desk.send(hangUp(2))], waiting],
  ])('the caller may hang up while it is %s', async (phase, steps, begin) => {
    const desk = begin();
    await desk.send(newCall());
    for (const step of steps) await step(desk);
    expect(desk.phase).toBe(phase);
    expect(await desk.send(hangUp(9))).toEqual([]);
    expect(desk.phase).toBe('ended');
    expect(desk.outcome).toBeDefined();
  });
});
