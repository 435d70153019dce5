import { phrasesFor } from '../../../lambda/core/speech/phrases';
import { anAgent } from '../../builders/agent';
import {
  actionDone,
  actionFailed,
  CALL_ID,
  digitsGathered,
  hangUp,
  legA,
  legB,
  newCall,
  recorded,
  recordedUntilKey,
  smaEventOf,
  updateRequested,
} from '../../builders/sma-event';
import { replyParts } from '../../builders/turn';
import { hangs, throws } from '../../fakes/faulty';
import { CallDesk, noteTurn } from './call-desk';

const say = phrasesFor('en');
const GREETING = anAgent().greeting;

/** Replies at once. */
const prompt = () =>
  new CallDesk({
    worker: (job, desk) =>
      noteTurn(desk, job, { status: 'replied', parts: replyParts('Yes.'), next: { type: 'listen' } }),
  });

describe('a hang-up that is the first to be known of its call', () => {
  test('of a human, while the status of the caller is not told: the caller is answered in time', async () => {
    const participants = [legA({ Status: undefined }), legB({ Status: 'Disconnected' })];
    const desk = prompt();
    const from = desk.clock.now();
    expect(await desk.send(hangUp(4, 'LEG-B', { participants }))).toEqual([GREETING, 'RecordAudio']);
    expect(desk.clock.now() - from).toBeLessThanOrEqual(3500);
  });

  test('of a human, when the caller has left: nobody is greeted, and the record is closed', async () => {
    const participants = [legA({ Status: 'Disconnected' }), legB({ Status: 'Disconnected' })];
    const desk = prompt();
    expect(await desk.send(hangUp(4, 'LEG-B', { participants }))).toEqual([]);
    expect(desk.outcome).toBe('caller-hung-up');
  });
});

describe('an event that is delivered twice', () => {
  test('gets the same answer, and counts once', async () => {
    const desk = prompt();
    await desk.send(newCall());
    const first = await desk.answerTo(recorded(2));
    const version = desk.kept.snapshots.get(CALL_ID)?.version;
    expect(await desk.answerTo(recorded(2))).toEqual(first);
    expect(desk.kept.snapshots.get(CALL_ID)?.version).toBe(version);
    expect(desk.turns.jobsOf('reply')).toHaveLength(1);
  });

  test('gets the same answer although it is handled twice at the same time', async () => {
    const desk = prompt();
    const other = desk.anotherHandler();
    for (const event of [
      newCall(),
      recorded(2),
      recordedUntilKey(3, '4'),
      digitsGathered(4, '2'),
      hangUp(5),
    ]) {
      const [one, two] = await Promise.all([desk.answerTo(event), desk.answerTo(event, other)]);
      expect(two).toEqual(one);
    }
    expect(desk.kept.snapshots.get(CALL_ID)?.version).toBe(5);
    expect(new Set(desk.turns.jobsOf('reply').map(({ turn }) => turn))).toEqual(new Set([1, 2]));
    expect(desk.log.messages('error')).toEqual([]);
  });

  test('is another event in another call', async () => {
    const desk = prompt();
    await desk.send(newCall());
    expect(await desk.send(newCall({}, { TransactionId: 'another-call' }))).toEqual([
      GREETING,
      'RecordAudio',
    ]);
    expect([...desk.kept.snapshots.keys()]).toEqual([CALL_ID, 'another-call']);
  });
});

describe('an event that comes too late', () => {
  test('changes nothing when a later one was answered', async () => {
    const desk = prompt();
    await desk.send(newCall());
    await desk.send(recorded(5));
    const before = desk.kept.snapshots.get(CALL_ID);
    expect(await desk.send(recordedUntilKey(4, '7'))).toEqual([]);
    expect(desk.kept.snapshots.get(CALL_ID)).toEqual(before);
  });

  test('still ends the call when it is the hang-up', async () => {
    const desk = prompt();
    await desk.send(newCall());
    await desk.send(recorded(5));
    await desk.send(hangUp(4));
    expect(desk.phase).toBe('ended');
  });

  test('finds a call that is over', async () => {
    const desk = prompt();
    await desk.send(newCall());
    await desk.send(hangUp(2));
    expect(await desk.send(recorded(3))).toEqual([]);
    expect(await desk.send(actionFailed(4, 'PlayAudio'))).toEqual([]);
    expect(desk.phase).toBe('ended');
  });

  test('the hang-up wins over a reply that was being waited for', async () => {
    const desk = new CallDesk();
    await desk.send(newCall());
    const waiting = desk.answerTo(recorded(2));
    await desk.clock.sleep(500);
    await desk.answerTo(hangUp(3));
    expect((await waiting).Actions).toEqual([]);
    expect(desk.phase).toBe('ended');
    expect(desk.outcome).toBe('caller-hung-up');
  });
});

describe('an answer in time', () => {
  test('comes although the worker never does: fillers, pauses between them, then an apology', async () => {
    const desk = new CallDesk();
    await desk.send(newCall());
    const from = desk.clock.now();
    expect(await desk.send(recorded(2))).toEqual([say.filler]);
    expect(desk.clock.now() - from).toBe(2000);
    let sequence = 3;
    let heard = await desk.send(actionDone(sequence++, 'Speak'));
    const fillers: unknown[] = [];
    while (heard.length === 1) {
      if (heard[0] !== 'Pause') fillers.push(heard[0]);
      heard = await desk.send(actionDone(sequence++, heard[0] === 'Pause' ? 'Pause' : 'Speak'));
    }
    expect(fillers).toEqual([say['filler-again'], say['filler-again']]);
    expect(heard).toEqual([say.sorry, 'RecordAudio']);
    expect(desk.clock.now() - from).toBeLessThanOrEqual(16_000);
  });

  test.each([3, 10])('holds the line until a filler that is due after %i s', async (fillerAfterSeconds) => {
    const desk = new CallDesk({ agent: anAgent({ limits: { fillerAfterSeconds, replySeconds: 20 } }) });
    await desk.send(newCall());
    const from = desk.clock.now();
    let sequence = 2;
    let heard = await desk.send(recorded(sequence++));
    while (heard[0] === 'Pause') {
      await desk.clock.sleep(200);
      heard = await desk.send(actionDone(sequence++, 'Pause'));
    }
    expect(heard).toEqual([say.filler]);
    expect(desk.clock.now() - from).toBeGreaterThanOrEqual(fillerAfterSeconds * 1000);
    expect(desk.clock.now() - from).toBeLessThanOrEqual(fillerAfterSeconds * 1000 + 300);
  });

  test.each(['load', 'commit', 'saveCall', 'findClips'] as const)(
    'keeps the line when the table hangs at %s',
    async (method) => {
      const desk = new CallDesk();
      desk.faults[method] = hangs;
      expect(await desk.send(newCall())).toEqual(['Pause']);
      expect(desk.log.messages('error')).toEqual(['no answer in time']);
    },
  );

  test.each(['load', 'commit', 'saveCall'] as const)(
    'apologises and hangs up when the table fails at %s from the beginning',
    async (method) => {
      const desk = new CallDesk();
      desk.faults[method] = throws('ProvisionedThroughputExceededException');
      expect(await desk.send(newCall())).toEqual([say.trouble, 'Hangup LEG-A']);
    },
  );

  test('comes again with what was too slow, after the pause that stood in for it', async () => {
    const desk = new CallDesk();
    desk.faults.saveCall = () => desk.clock.sleep(3600);
    expect(await desk.send(newCall())).toEqual(['Pause']);
    await desk.clock.sleep(4000);
    expect(desk.phase).toBe('greeting');
    delete desk.faults.saveCall;
    expect(await desk.send(actionDone(2, 'Pause'))).toEqual([GREETING, 'RecordAudio']);
    expect(await desk.send(actionDone(2, 'Pause'))).toEqual([GREETING, 'RecordAudio']);
    expect(desk.phase).toBe('greeting');
  });

  test('greets after the pause when the slow work came to nothing', async () => {
    const desk = new CallDesk();
    desk.faults.load = hangs;
    await desk.send(newCall());
    delete desk.faults.load;
    expect(await desk.send(actionDone(2, 'Pause'))).toEqual([GREETING, 'RecordAudio']);
  });

  test('listens after the pause when what the caller said is lost with the slow work', async () => {
    const desk = new CallDesk();
    await desk.send(newCall());
    desk.faults.load = hangs;
    await desk.send(recorded(2));
    delete desk.faults.load;
    expect(await desk.send(actionDone(3, 'Pause'))).toEqual(['RecordAudio']);
  });

  test('that was too slow does not come between later ones', async () => {
    const desk = new CallDesk();
    await desk.send(newCall());
    desk.faults.load = () => desk.clock.sleep(5000);
    expect(await desk.send(recorded(2))).toEqual(['Pause']);
    delete desk.faults.load;
    expect(await desk.send(actionDone(3, 'Pause'))).toEqual(['RecordAudio']);
    await desk.clock.sleep(10_000);
    expect(desk.phase).toBe('listening');
    expect(desk.turns.jobsOf('reply')).toEqual([]);
  });
});

describe('when things fail', () => {
  test('a turn that cannot be started is a failed reply, not a lost call', async () => {
    const desk = new CallDesk();
    await desk.send(newCall());
    desk.turns.start = () => Promise.reject(new Error('TooManyRequestsException'));
    expect(await desk.send(recorded(2))).toEqual([say.sorry, 'RecordAudio']);
    expect(await desk.send(recorded(3))).toEqual([say.trouble, 'Hangup LEG-A']);
    expect(desk.outcome).toBe('failed');
  });

  test('a table that fails in the middle of a call ends it with an apology', async () => {
    const desk = prompt();
    await desk.send(newCall());
    desk.faults.load = throws('no table');
    expect(await desk.send(recorded(2))).toEqual([say.trouble, 'Hangup LEG-A']);
    expect(desk.log.messages('error')).toEqual(['event not handled']);
  });

  test('a failing table leaves the line as it is where nothing has to be said', async () => {
    const desk = prompt();
    desk.faults.load = throws('no table');
    for (const type of ['RINGING', 'CALL_UPDATE_REQUESTED', 'ACTION_INTERRUPTED'] as const) {
      expect(await desk.send(smaEventOf(type, 2))).toEqual([]);
    }
    expect(await desk.send(hangUp(2, 'LEG-A'))).toEqual([]);
  });

  test('a hang-up is written down when the tables work again some seconds later', async () => {
    const desk = prompt();
    await desk.send(newCall());
    desk.faults.load = throws('no table');
    const answered = desk.send(hangUp(2, 'LEG-A'));
    await desk.clock.sleep(5000);
    delete desk.faults.load;
    expect(await answered).toEqual([]);
    expect(desk.kept.calls.get(CALL_ID)).toMatchObject({ outcome: 'caller-hung-up' });
  });

  test('a human who leaves while the tables fail does not leave the caller on a silent line', async () => {
    const desk = prompt();
    desk.faults.load = throws('no table');
    const participants = [legA({ Status: 'Connected' }), legB({ Status: 'Connected' })];
    expect(await desk.send(hangUp(2, 'LEG-B', { participants }))).toEqual(['Hangup LEG-A']);
  });

  test('words are spoken by the platform when it cannot be told which clips there are', async () => {
    const desk = prompt();
    desk.faults.findClips = throws('no table');
    expect(await desk.send(newCall())).toEqual([GREETING, 'RecordAudio']);
  });

  test('words that fail with a failing table are not tried for ever', async () => {
    const desk = prompt();
    desk.faults.load = throws('no table');
    expect(await desk.send(actionFailed(2, 'Speak'))).toEqual(['Hangup LEG-A']);
  });

  test('a call that changes all the time is given up after three tries', async () => {
    const desk = prompt();
    await desk.send(newCall());
    let commits = 0;
    desk.faults.commit = async () => {
      const stored = desk.kept.snapshots.get(CALL_ID)!;
      desk.kept.snapshots.set(CALL_ID, { ...stored, version: stored.version + 1 });
      commits += 1;
    };
    expect(await desk.send(recorded(2))).toEqual([say.trouble, 'Hangup LEG-A']);
    expect(commits).toBe(3);
    expect(desk.log.messages('error')).toEqual(['event not handled']);
  });

  test.each([undefined, null, 'NEW_INBOUND_CALL', 7, [], {}, { InvocationEventType: 'RINGING' }])(
    'an event that is none (%j) is answered by nothing',
    async (event) => {
      const desk = new CallDesk();
      expect((await desk.answerTo(event)).Actions).toEqual([]);
      expect(desk.log.messages('error')).toEqual(['event not understood']);
    },
  );

  test('a new call whose event cannot be read hears an apology', async () => {
    const desk = new CallDesk();
    const answer = await desk.answerTo({ ...newCall(), CallDetails: undefined });
    expect(answer.Actions.map(({ Type }) => Type)).toEqual(['Speak', 'Hangup']);
  });
});

describe('an event that means nothing to the conversation', () => {
  test.each([
    ['an update for somebody else', updateRequested(2, { other: 'end' })],
    ['an interrupted action', smaEventOf('ACTION_INTERRUPTED', 2, { ActionData: { Type: 'PlayAudio' } })],
    ['ringing', smaEventOf('RINGING', 2)],
  ])('leaves the line as it is: %s', async (_, event) => {
    const desk = prompt();
    await desk.send(newCall());
    const before = desk.kept.snapshots.get(CALL_ID);
    expect(await desk.send(event)).toEqual([]);
    expect(desk.kept.snapshots.get(CALL_ID)).toEqual(before);
  });
});

test('legs that are on the line in the event are the legs that are hung up', async () => {
  const desk = prompt();
  await desk.send(newCall());
  const participants = [legA({ Status: 'Disconnected' }), legB()];
  expect(await desk.send(hangUp(2, 'LEG-A', { participants }))).toEqual(['Hangup LEG-B']);
});
