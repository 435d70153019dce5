import { phrasesFor } from '../../../lambda/core/speech/phrases';
import { anAgent } from '../../builders/agent';
import { aNumber, CALLER, NUMBER } from '../../builders/number';
import { actionFailed, CALL_ID, hangUp, legA, newCall, smaEventOf } from '../../builders/sma-event';
import { throws } from '../../fakes/faulty';
import { CallDesk, renderingAfter } from './call-desk';

const say = phrasesFor('en');
const GREETING = anAgent().greeting;
const CLIP = expect.stringMatching(/^clips\/[0-9a-f]{64}\.wav$/);

describe('a call that comes in', () => {
  test("is greeted in the agent's own voice when that is rendered in time", async () => {
    const desk = new CallDesk({ worker: renderingAfter(800) });
    expect(await desk.send(newCall())).toEqual([CLIP, 'RecordAudio']);
    expect(desk.phase).toBe('greeting');
  });

  test("is greeted in the platform's voice when it is not", async () => {
    const desk = new CallDesk({ worker: renderingAfter(60_000) });
    expect(await desk.send(newCall())).toEqual([GREETING, 'RecordAudio']);
  });

  test('is greeted at once when the greeting was rendered before', async () => {
    const desk = new CallDesk({ worker: renderingAfter(500) });
    await desk.send(newCall());
    const before = desk.clock.now();
    await desk.answerTo(newCall({}, { TransactionId: 'another-call' }), desk.anotherHandler());
    expect(desk.clock.now()).toBe(before);
    expect(desk.turns.jobsOf('render')).toHaveLength(1);
  });

  test('has all phrases made that are not there yet, in one job', async () => {
    const desk = new CallDesk();
    await desk.send(newCall());
    const [job] = desk.turns.jobsOf('render');
    const texts = job?.clips.map(({ text }) => text) ?? [];
    expect(texts[0]).toBe(GREETING);
    expect(texts).toEqual(expect.arrayContaining([say.filler, say.goodbye, say['time-up'], 'Yes,']));
    expect(texts).not.toContain(say['recording-notice']);
    expect(job?.voice).toMatchObject({ tts: 'sim/voice', language: 'en-IN' });
  });

  test('is not lost when the phrases cannot be asked for', async () => {
    const desk = new CallDesk({});
    const start = desk.turns.start.bind(desk.turns);
    desk.turns.start = async (job) => {
      if (job.kind === 'render') throw new Error('TooManyRequestsException');
      return start(job);
    };
    expect(await desk.send(newCall())).toEqual([GREETING, 'RecordAudio']);
    expect(desk.log.messages('error')).toEqual(['phrases not prepared']);
  });

  test('has a record from the beginning', async () => {
    const desk = new CallDesk();
    await desk.send(newCall());
    expect(await desk.kept.findCall(CALL_ID)).toEqual({
      callId: CALL_ID,
      direction: 'inbound',
      number: NUMBER,
      caller: CALLER,
      resolvedBy: 'to',
      startedAt: expect.any(Number),
      agent: { id: 'reception', version: 'v1' },
    });
  });

  test('fills the greeting from the call and from the number', async () => {
    const agent = anAgent({ greeting: 'Hello {{caller}}, this is {{branch}}.', timeZone: 'Asia/Kolkata' });
    const desk = new CallDesk({ agent });
    desk.directory.addNumber(aNumber({ variables: { branch: 'Pune' } }));
    expect((await desk.send(newCall()))[0]).toBe(`Hello ${CALLER}, this is Pune.`);
  });

  test('is listened to at once when nothing is left of the greeting', async () => {
    const desk = new CallDesk({ agent: anAgent({ greeting: '{{nobody}}' }) });
    expect(await desk.send(newCall())).toEqual(['RecordAudio']);
  });

  test('keeps the agent that answered it although another version is deployed meanwhile', async () => {
    const desk = new CallDesk();
    await desk.send(newCall());
    desk.directory.addAgent(anAgent({ version: 'v2', greeting: 'New.' }));
    expect(desk.kept.snapshots.get(CALL_ID)?.engagement?.agent).toEqual({ id: 'reception', version: 'v1' });
  });

  test('may begin with a later event, when the first one got lost', async () => {
    const desk = new CallDesk();
    expect(await desk.send(smaEventOf('CALL_ANSWERED', 3))).toEqual([GREETING, 'RecordAudio']);
  });

  test.each(['RINGING', 'NEW_OUTBOUND_CALL', 'CALL_UPDATE_REQUESTED', 'ACTION_INTERRUPTED'] as const)(
    'does not begin with %s',
    async (type) => {
      const desk = new CallDesk();
      expect(await desk.send(smaEventOf(type, 1))).toEqual([]);
      expect(desk.phase).toBeUndefined();
    },
  );

  test('is recorded, and closed, when the caller hangs up before the arrival is answered', async () => {
    const desk = new CallDesk({ worker: renderingAfter(1000) });
    const arrival = desk.send(newCall());
    expect(await desk.send(hangUp(2, 'LEG-A'))).toEqual([]);
    expect(await arrival).toEqual([]);
    expect(desk.phase).toBe('ended');
    expect(desk.kept.calls.get(CALL_ID)).toMatchObject({ number: NUMBER, outcome: 'caller-hung-up' });
  });

  test('begins with the hang-up of a human when nothing else is known of it: the caller is still there', async () => {
    const desk = new CallDesk();
    const participants = [legA()];
    expect(await desk.send(hangUp(2, 'LEG-B', { participants }))).toEqual([GREETING, 'RecordAudio']);
  });
});

describe('a call that nobody answers', () => {
  test.each([
    ['unknown-number', '+14155550199', say['unknown-number']],
    ['suspended-number', '+918040000001', say['suspended-number']],
    ['agent-missing', '+918040000002', say.trouble],
  ])('is told so and ended: %s', async (outcome, To, words) => {
    const desk = new CallDesk();
    desk.directory.addNumber(
      aNumber({ number: '+918040000001', status: 'suspended' }),
      aNumber({ number: '+918040000002', agent: 'gone' }),
    );
    expect(await desk.send(newCall({ To }))).toEqual([words, 'Hangup LEG-A']);
    expect(desk.outcome).toBe(outcome);
    expect(desk.turns.jobs).toEqual([]);
  });

  test('is in the records with the number that turned it away', async () => {
    const desk = new CallDesk();
    desk.directory.addNumber(aNumber({ status: 'suspended' }));
    await desk.send(newCall());
    expect(await desk.kept.findCall(CALL_ID)).toMatchObject({
      number: NUMBER,
      caller: CALLER,
      resolvedBy: 'to',
    });
  });
});

describe('a phrase that could not be played', () => {
  test('is forgotten, apologised for in another voice, and made anew for the next call', async () => {
    const desk = new CallDesk({ worker: renderingAfter(100) });
    const [greeting] = await desk.send(newCall());
    const AudioSource = { Type: 'S3', BucketName: 'byon-audio', Key: greeting };
    const failed = actionFailed(2, 'PlayAudio', {
      Parameters: { AudioSource },
      ErrorType: 'InvalidAudioSource',
    });
    expect(await desk.send(failed)).toEqual([say.sorry, 'RecordAudio']);
    expect(desk.kept.clips.has(greeting!)).toBe(false);
    await desk.send(newCall({}, { TransactionId: 'another-call' }));
    expect(desk.turns.jobsOf('render')[1]?.clips).toEqual([{ key: greeting, text: GREETING }]);
  });

  test('is no reason to forget what is no phrase', async () => {
    const desk = new CallDesk({ worker: renderingAfter(0) });
    await desk.send(newCall());
    desk.faults.forgetClip = throws('asked to forget');
    const AudioSource = { Type: 'S3', BucketName: 'byon-audio', Key: 'replies/1/0.wav' };
    await desk.send(actionFailed(2, 'PlayAudio', { Parameters: { AudioSource } }));
    expect(desk.log.messages('error')).toEqual([]);
  });
});
