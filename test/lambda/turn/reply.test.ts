import { ProviderError } from '../../../lambda/core/errors';
import { anAgent } from '../../builders/agent';
import { aTurn, replyParts } from '../../builders/turn';
import { aBench, aReplyJob, RECORDING, SILENCE, type Course } from '../../builders/turn-worker';
import { HANGS, voiceOfText } from '../../fakes/providers';

const THREE = ['We open at nine. ', 'We close at six in the evening. ', 'Shall I book you in?'];
const down = (what: string) => new ProviderError(what, 'unavailable', 'it answered 503');

describe('a reply', () => {
  it('is what the model says, in sentences, each as a file of line audio', async () => {
    const { worker, store, audio } = aBench({ thinks: [THREE] });
    await worker(aReplyJob());
    const turn = await store.findTurn('call-1', 1);
    expect(turn).toMatchObject({
      status: 'replied',
      heard: 'What are your hours?',
      recordedMs: 1500,
      next: { type: 'listen' },
      parts: [
        { key: 'calls/call-1/turn-0001/part-01.wav', text: 'We open at nine.', durationMs: 160 },
        {
          key: 'calls/call-1/turn-0001/part-02.wav',
          text: 'We close at six in the evening.',
          durationMs: 310,
        },
        { key: 'calls/call-1/turn-0001/part-03.wav', text: 'Shall I book you in?', durationMs: 200 },
      ],
    });
    expect(turn).not.toHaveProperty('failure');
    expect(audio.objects.get('calls/call-1/turn-0001/part-01.wav')).toEqual(voiceOfText('We open at nine.'));
  });

  it('follows one that was not heard to its end, which stands in its record and is told to the model', async () => {
    const cut = { turn: 1, parts: 1, leftMs: 0 };
    const { worker, store, llm } = aBench({ thinks: [['Sure.']] });
    await store.saveTurn(
      aTurn({ status: 'replied', heard: 'When?', parts: replyParts('At ten.', 'Or later.') }),
    );
    await worker(aReplyJob({ turn: 2, input: { kind: 'digits', digits: '4' }, cut }));
    expect(await store.findTurn('call-1', 2)).toMatchObject({ cut });
    expect(llm.requests[0]!.messages.map(({ text }) => text)).toContain('At ten. –');
  });

  it('can be played from its first sentence on while the rest is made', async () => {
    const { worker, store } = aBench({
      thinks: [[THREE[0]!, { waitMs: 1000 }, THREE[1]!, THREE[2]!]],
      speaks: () => 300,
    });
    await worker(aReplyJob());
    expect(store.saves.map(({ parts, next }) => [parts.length, next?.type])).toEqual([
      [0, undefined],
      [1, undefined],
      [2, undefined],
      [3, 'listen'],
    ]);
  });

  it('has its first sentence spoken as soon as it seems to be over', async () => {
    const { worker, store, tts } = aBench({
      thinks: [['We open at nine.', { waitMs: 1000 }, ' We close at six.']],
      speaks: () => 300,
    });
    await worker(aReplyJob());
    const turn = await store.findTurn('call-1', 1);
    expect(turn?.timings).toMatchObject({ firstSentence: 1000, firstAudio: 1000 });
    expect(tts.requests.map(({ text }) => text)).toEqual(['We open at nine.', 'We close at six.']);
  });

  it('is spoken as it was written when its first sentence was not over', async () => {
    const { worker, store } = aBench({ thinks: [['Write to care@example.', 'com today. Thank you.']] });
    await worker(aReplyJob());
    const turn = await store.findTurn('call-1', 1);
    expect(turn?.parts.map(({ text }) => text)).toEqual(['Write to care@example.com today.', 'Thank you.']);
  });

  it('writes its last part and what follows in one go when it knows that the model is done', async () => {
    const { worker, store } = aBench({ thinks: [['We open at nine.']] });
    await worker(aReplyJob());
    expect(store.saves.map(({ status, parts }) => [status, parts.length])).toEqual([
      ['working', 0],
      ['replied', 1],
    ]);
  });

  it('does not hold a part back until it knows whether another follows', async () => {
    const { worker, store, clock } = aBench({ thinks: [[THREE[0]!, { waitMs: 5000 }]] });
    const began = clock.now();
    const done = worker(aReplyJob());
    await clock.sleep(10);
    expect((await store.findTurn('call-1', 1))?.parts).toHaveLength(1);
    await done;
    expect(clock.now() - began).toBe(5000);
    expect((await store.findTurn('call-1', 1))?.status).toBe('replied');
  });

  it('keeps the order of its sentences, however long each takes to speak', async () => {
    const { worker, store } = aBench({
      thinks: [THREE],
      speaks: (text) => (text.startsWith('We open') ? 900 : 100),
    });
    await worker(aReplyJob());
    const turn = await store.findTurn('call-1', 1);
    expect(turn?.parts.map(({ text }) => text)).toEqual(THREE.map((text) => text.trim()));
    expect(turn?.timings['done']).toBe(900);
  });

  it('has three sentences spoken at once and no more', async () => {
    const seven = Array.from({ length: 7 }, (_, i) => `This is sentence ${i} of many. `);
    const { worker, store, tts } = aBench({ thinks: [seven], speaks: () => 100 });
    await worker(aReplyJob());
    expect(tts.mostAtOnce).toBe(3);
    expect((await store.findTurn('call-1', 1))?.parts).toHaveLength(7);
  });

  it('tells how long each stage took from the start of the turn', async () => {
    const { worker, store } = aBench({
      thinks: [
        [{ waitMs: 300 }, 'We open ', { waitMs: 40 }, 'at nine. ', { waitMs: 60 }, 'Shall I book you in?'],
      ],
      speaks: () => 200,
    });
    await worker(aReplyJob());
    const { timings } = (await store.findTurn('call-1', 1))!;
    expect(timings).toEqual({ heard: 0, firstToken: 300, firstSentence: 340, firstAudio: 540, done: 600 });
  });

  it('leaves out what a voice cannot say', async () => {
    const { worker, tts } = aBench({ thinks: [['---------- \n', '😀 😀 😀 😀 😀\n', 'We open at nine.']] });
    await worker(aReplyJob());
    expect(tts.requests.map(({ text }) => text)).toEqual(['We open at nine.']);
  });

  it('is in the voice and language of the agent', async () => {
    const agent = anAgent({ voice: 'coral', language: 'hi-IN' });
    const { worker, tts, stt } = aBench({ agent, thinks: [['हम नौ बजे खोलते हैं।']] });
    await worker(aReplyJob());
    expect(tts.requests[0]?.voice).toEqual({ tts: 'sim/voice', voice: 'coral', language: 'hi-IN' });
    expect(stt.requests[0]?.language).toBe('hi-IN');
  });
});

describe('what the model is told', () => {
  it('is the prompt with the variables of the call over those of the agent', async () => {
    const agent = anAgent({
      prompt: 'You work for {{clinic}} in {{city}}.',
      variables: { clinic: 'a clinic', city: 'Pune' },
    });
    const { worker, llm } = aBench({ agent, thinks: [['We open at nine.']] });
    await worker(aReplyJob({ variables: { city: 'Bengaluru' } }));
    expect(llm.requests[0]?.system).toContain('You work for a clinic in Bengaluru.');
    expect(llm.requests[0]?.system).toContain('You are on a telephone call.');
  });

  it('is the conversation so far', async () => {
    const { worker, llm, store } = aBench({ hears: ['At ten, please.'], thinks: [['Ten it is, then.']] });
    await store.saveTurn(
      aTurn({ turn: 1, status: 'replied', heard: 'I need an appointment.', parts: replyParts('For when?') }),
    );
    await worker(aReplyJob({ turn: 2 }));
    expect(llm.requests[0]?.messages).toEqual([
      { role: 'assistant', text: 'Namaste, this is the reception.' },
      { role: 'user', text: 'I need an appointment.' },
      { role: 'assistant', text: 'For when?' },
      { role: 'user', text: 'At ten, please.' },
    ]);
  });

  it('is the digits that were keyed, without asking the recogniser', async () => {
    const { worker, llm, stt, store } = aBench({ thinks: [['Thank you for that.']] });
    await worker(aReplyJob({ input: { kind: 'digits', digits: '1234#' } }));
    expect(llm.requests[0]?.messages.at(-1)).toEqual({ role: 'user', text: '(keyed 1234#)' });
    expect(stt.requests).toHaveLength(0);
    expect((await store.findTurn('call-1', 1))?.heard).toBe('1234#');
  });
});

describe('silence', () => {
  it('is told from the audio, without asking anybody', async () => {
    const { worker, audio, store, stt, llm } = aBench();
    audio.objects.set(RECORDING, SILENCE);
    await worker(aReplyJob());
    expect(await store.findTurn('call-1', 1)).toMatchObject({
      status: 'silent',
      recordedMs: 6000,
      parts: [],
    });
    expect([stt.requests, llm.requests]).toEqual([[], []]);
  });

  it('is what the recogniser makes nothing of', async () => {
    const { worker, store, llm } = aBench({ hears: ['  '] });
    await worker(aReplyJob());
    expect((await store.findTurn('call-1', 1))?.status).toBe('silent');
    expect(llm.requests).toHaveLength(0);
  });
});

describe('a pause in the middle of something', () => {
  const half = (turn: number, heard: string) => aTurn({ turn, status: 'unfinished', heard });

  it('is no end: nothing is asked of the model', async () => {
    const { worker, store, llm } = aBench({ hears: ['My number is'] });
    await worker(aReplyJob());
    expect(await store.findTurn('call-1', 1)).toMatchObject({ status: 'unfinished', heard: 'My number is' });
    expect(llm.requests).toHaveLength(0);
  });

  it('is followed by the rest, and the model is told both as one', async () => {
    const { worker, store, llm } = aBench({ hears: ['98765 43210.'], thinks: [['Thank you very much.']] });
    await store.saveTurn(half(1, 'My number is.'));
    await worker(aReplyJob({ turn: 2 }));
    expect(await store.findTurn('call-1', 2)).toMatchObject({ status: 'replied', heard: '98765 43210.' });
    expect(llm.requests[0]?.messages.at(-1)).toEqual({ role: 'user', text: 'My number is 98765 43210.' });
  });

  it('is judged together with what came before it', async () => {
    const { worker, store } = aBench({ hears: ['98765'] });
    await store.saveTurn(half(1, 'My number is'));
    await worker(aReplyJob({ turn: 2 }));
    expect((await store.findTurn('call-1', 2))?.status).toBe('unfinished');
  });

  it('is one in what answers the question for a number', async () => {
    const { worker, store } = aBench({ hears: ['98765'] });
    const asked = replyParts('Gladly.', 'What is your phone number?');
    await store.saveTurn(aTurn({ turn: 1, status: 'replied', heard: 'Book me in.', parts: asked }));
    await worker(aReplyJob({ turn: 2 }));
    expect((await store.findTurn('call-1', 2))?.status).toBe('unfinished');
  });

  it('is waited for twice and not a third time', async () => {
    const { worker, store, llm } = aBench({ hears: ['because'], thinks: [['Take your time.']] });
    await store.saveTurn(half(1, 'I want to'));
    await store.saveTurn(half(2, 'and then'));
    await worker(aReplyJob({ turn: 3 }));
    expect((await store.findTurn('call-1', 3))?.status).toBe('replied');
    expect(llm.requests[0]?.messages.at(-1)?.text).toBe('I want to and then because');
  });

  it('is answered when the caller says no more', async () => {
    const { worker, store, audio, llm } = aBench({ thinks: [['For which day is it?']] });
    audio.objects.set(RECORDING, SILENCE);
    await store.saveTurn(half(1, 'I need an appointment for'));
    await worker(aReplyJob({ turn: 2 }));
    expect(await store.findTurn('call-1', 2)).toMatchObject({ status: 'replied', heard: '' });
    expect(llm.requests[0]?.messages.at(-1)?.text).toBe('I need an appointment for');
  });

  it('is an end for an agent that does not wait', async () => {
    const agent = anAgent({ listening: { waitForMore: false } });
    const { worker, store } = aBench({ agent, hears: ['My number is'], thinks: [['Your number, please?']] });
    await worker(aReplyJob());
    expect((await store.findTurn('call-1', 1))?.status).toBe('replied');
  });
});

describe('what is no word of the caller’s', () => {
  it.each([
    ['[Music]', 'annotation'],
    ['Thanks for watching!', 'invented'],
    ['Namaste, this is the reception.', 'echo'],
    ['Sorry, I did not hear anything. How can I help you?', 'echo'],
  ])('is silence to the agent: %s', async (text, noise) => {
    const { worker, store, llm, log } = aBench({ hears: [text] });
    await worker(aReplyJob());
    expect(await store.findTurn('call-1', 1)).toMatchObject({ status: 'silent', heard: '' });
    expect(llm.requests).toHaveLength(0);
    expect(log.entries[0]).toMatchObject({
      message: 'a recording was not worth hearing',
      fields: { callId: 'call-1', turn: 1, noise },
    });
    expect(log.public).not.toContain(text);
  });
});

it('is read without what is written for the eye', async () => {
  const { worker, store, tts } = aBench({
    thinks: [['**We open** at `nine`. 🎉\n- See [this](https://a.example).']],
  });
  await worker(aReplyJob());
  const said = ['We open at nine.', 'See this.'];
  expect(tts.requests.map(({ text }) => text)).toEqual(said);
  expect((await store.findTurn('call-1', 1))?.parts.map(({ text }) => text)).toEqual(said);
});

describe('a tool call', () => {
  const tools = [
    { type: 'end-call' as const },
    { type: 'transfer' as const, to: '+918041234567', when: 'asked' },
  ];
  const call = (name: string, args = {}) => ({ type: 'tool-call' as const, name, args });

  it('ends the call after what was said before it', async () => {
    const { worker, store, llm } = aBench({
      agent: anAgent({ tools }),
      thinks: [['Thank you for calling. Goodbye.', call('end_call')]],
    });
    await worker(aReplyJob());
    expect(llm.requests[0]?.tools.map(({ name }) => name)).toEqual(['end_call', 'transfer_call']);
    const turn = await store.findTurn('call-1', 1);
    expect(turn?.next).toEqual({ type: 'end' });
    expect(turn?.parts.map(({ text }) => text)).toEqual(['Thank you for calling.', 'Goodbye.']);
  });

  it('needs no words', async () => {
    const { worker, store } = aBench({ agent: anAgent({ tools }), thinks: [[call('transfer_call')]] });
    await worker(aReplyJob());
    expect(await store.findTurn('call-1', 1)).toMatchObject({
      status: 'replied',
      parts: [],
      next: { type: 'transfer', to: '+918041234567' },
    });
  });

  it('is ignored with a warning when there is no such tool', async () => {
    const { worker, store, log } = aBench({
      thinks: [['One moment, please.', call('transfer_call', { to: '+1900' })]],
    });
    await worker(aReplyJob());
    expect((await store.findTurn('call-1', 1))?.next).toEqual({ type: 'listen' });
    expect(log.messages('warn')).toEqual(['a tool call of the model was ignored']);
    expect(log.public).not.toContain('+1900');
  });

  it('is a failure when there is no such tool and nothing was said', async () => {
    const { worker, store } = aBench({ thinks: [[call('open_door')]] });
    await worker(aReplyJob());
    expect(await store.findTurn('call-1', 1)).toMatchObject({
      status: 'failed',
      failure: 'the model said nothing',
    });
  });
});

describe('a turn fails', () => {
  it.each([
    ['the recogniser fails', { hears: [down('ear')] }, 'ear: it answered 503'],
    ['the model fails at once', { thinks: [[down('mind')]] }, 'mind: it answered 503'],
    [
      'the model fails before a sentence is complete',
      { thinks: [['We open', down('mind')]] },
      'mind: it answered 503',
    ],
    ['the model says nothing', { thinks: [[]] }, 'the model said nothing'],
    [
      'the first sentence cannot be spoken',
      { thinks: [THREE], speaks: () => down('voice') },
      'voice: it answered 503',
    ],
    [
      'something unexpected happens',
      { hears: [new TypeError('secret words')] },
      'unexpected error (TypeError)',
    ],
  ])('when %s', async (_, course, failure) => {
    const { worker, store } = aBench(course);
    await worker(aReplyJob());
    const turn = await store.findTurn('call-1', 1);
    expect(turn).toMatchObject({ status: 'failed', parts: [], failure });
    expect(turn).not.toHaveProperty('next');
  });

  it('when the agent is gone', async () => {
    const { worker, store } = aBench();
    await worker(aReplyJob({ agent: { id: 'reception', version: 'v9' } }));
    expect((await store.findTurn('call-1', 1))?.failure).toBe(
      'the agent reception is not registered in version v9',
    );
  });

  it('when the recording never arrives, and only then', async () => {
    const { worker, store, audio } = aBench();
    audio.objects.clear();
    await worker(aReplyJob());
    expect((await store.findTurn('call-1', 1))?.status).toBe('failed');
    expect(audio.reads.get(RECORDING)).toBe(5);
  });

  it('not when the recording arrives a moment late', async () => {
    const { worker, store, audio, clock } = aBench({ thinks: [['We open at nine.']] });
    const recording = audio.objects.get(RECORDING)!;
    audio.objects.clear();
    const done = worker(aReplyJob());
    await clock.sleep(300);
    audio.objects.set(RECORDING, recording);
    await done;
    expect((await store.findTurn('call-1', 1))?.status).toBe('replied');
  });

  it.each<[string, Course]>([
    ['recogniser', { hears: [HANGS] }],
    ['model', { thinks: [[HANGS]] }],
    ['voice', { thinks: [THREE], speaks: () => HANGS }],
  ])('when the %s hangs for longer than the agent waits', async (_, course) => {
    const agent = anAgent({ limits: { replySeconds: 4 } });
    const { worker, store, clock } = aBench({ ...course, agent });
    const began = clock.now();
    await worker(aReplyJob());
    expect(clock.now() - began).toBe(4000);
    expect(await store.findTurn('call-1', 1)).toMatchObject({
      status: 'failed',
      failure: 'it took longer than 4 s',
    });
  });
});

describe('what was said before a failure is said', () => {
  it.each([
    ['the model breaks off', [THREE[0]!, THREE[1]!, down('mind')], () => 50, 2, 'mind: it answered 503'],
    [
      'a later sentence cannot be spoken',
      THREE,
      (text: string) => (text.startsWith('We close') ? down('voice') : 50),
      1,
      'voice: it answered 503',
    ],
    ['the model hangs', [THREE[0]!, HANGS], () => 50, 1, 'it took longer than 15 s'],
  ] as const)('when %s', async (_, steps, speaks, parts, failure) => {
    const { worker, store, log } = aBench({ thinks: [[...steps]], speaks });
    await worker(aReplyJob());
    const turn = await store.findTurn('call-1', 1);
    expect(turn).toMatchObject({ status: 'replied', next: { type: 'listen' }, failure });
    expect(turn?.parts).toHaveLength(parts);
    expect(log.messages()).toEqual(['a reply was cut short']);
  });

  it('when the table fails once', async () => {
    const { worker, store } = aBench({ thinks: [THREE] });
    store.failing = [2];
    await worker(aReplyJob());
    expect(await store.findTurn('call-1', 1)).toMatchObject({ status: 'replied', next: { type: 'listen' } });
  });
});

describe('a turn is done once', () => {
  it('when the job comes twice', async () => {
    const { worker, store, llm } = aBench({ thinks: [THREE] });
    await Promise.all([worker(aReplyJob()), worker(aReplyJob())]);
    await worker(aReplyJob());
    expect(llm.requests).toHaveLength(1);
    expect((await store.findTurn('call-1', 1))?.parts).toHaveLength(3);
  });

  it('and taken over when its worker has died', async () => {
    const { worker, store, clock } = aBench({ thinks: [THREE] });
    await store.saveTurn(aTurn({ claimedAt: clock.now() - 100_000 }));
    await worker(aReplyJob());
    expect((await store.findTurn('call-1', 1))?.status).toBe('replied');
  });
});

it('keeps what was said out of the log', async () => {
  const { worker, log } = aBench({ hears: ['My name is Asha Rao.'], thinks: [['Welcome, Asha Rao.']] });
  await worker(aReplyJob());
  expect(log.entries[0]).toMatchObject({
    message: 'a turn is done',
    fields: { callId: 'call-1', turn: 1, status: 'replied', next: 'listen', parts: 1 },
    pii: { heard: 'My name is Asha Rao.', said: ['Welcome, Asha Rao.'] },
  });
  expect(log.public).not.toContain('Asha');
});
