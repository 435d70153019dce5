import { anAgent } from '../../builders/agent';
import { aBench, aReplyJob } from '../../builders/turn-worker';

const agent = anAgent({
  voice: 'asha',
  languages: [{ language: 'hi-IN', voice: 'meera' }],
  tools: [{ type: 'end-call' }],
});
const recordOf = (bench: ReturnType<typeof aBench>) => bench.store.findTurn('call-1', 1);

describe('a caller who goes over to Hindi', () => {
  test('is answered in the voice of that language, and the record says so', async () => {
    const bench = aBench({ agent, hears: ['मुझे कल डॉक्टर से मिलना है'], thinks: [['ज़रूर।']] });
    await bench.worker(aReplyJob());
    expect(await recordOf(bench)).toMatchObject({ status: 'replied', language: 'hi-IN' });
    expect(bench.tts.requests.at(-1)?.voice).toMatchObject({ voice: 'meera', language: 'hi-IN' });
    expect(bench.llm.requests[0]?.system).toContain('Speak hi-IN');
  });

  test('is heard in that language from the next turn on', async () => {
    const bench = aBench({ agent, hears: ['ठीक है'], thinks: [['ज़रूर।']] });
    await bench.worker(aReplyJob({ language: 'hi-IN' }));
    expect(bench.stt.requests[0]?.language).toBe('hi-IN');
    expect(bench.tts.requests.at(-1)?.voice.voice).toBe('meera');
    expect(await recordOf(bench)).not.toHaveProperty('language');
  });
});

describe('the wish for another language', () => {
  test('is a tool of the model where there is another one', async () => {
    const bench = aBench({ agent, hears: ['Can you speak Hindi with me?'], thinks: [['Yes.']] });
    await bench.worker(aReplyJob());
    const tool = bench.llm.requests[0]?.tools.find(({ name }) => name === 'switch_language');
    expect(tool?.parameters).toMatchObject({ properties: { language: { enum: ['hi-IN'] } } });
    const alone = aBench({ thinks: [['Yes.']] });
    await alone.worker(aReplyJob());
    expect(alone.llm.requests[0]?.tools).toEqual([]);
  });

  test('is noted, and the machine has the words for it', async () => {
    const call = { type: 'tool-call' as const, name: 'switch_language', args: { language: 'hi-IN' } };
    const bench = aBench({ agent, hears: ['Can you speak Hindi with me?'], thinks: [[call]] });
    await bench.worker(aReplyJob());
    expect(await recordOf(bench)).toMatchObject({
      status: 'replied',
      language: 'hi-IN',
      parts: [],
      next: { type: 'listen' },
    });
  });

  test('is ignored for a language that the agent does not speak', async () => {
    const call = { type: 'tool-call' as const, name: 'switch_language', args: { language: 'fr-FR' } };
    const bench = aBench({ agent, hears: ['Can you speak French?'], thinks: [['Sorry, no.', call]] });
    await bench.worker(aReplyJob());
    expect(await recordOf(bench)).not.toHaveProperty('language');
    expect(bench.log.messages('warn')).toContain('a tool call of the model was ignored');
  });
});

describe('consent', () => {
  test.each([
    ['Yes.', true],
    ['No.', false],
  ])('%s is noted, without asking the model', async (heard, consent) => {
    const bench = aBench({ hears: [heard] });
    await bench.worker(aReplyJob({ consentAsked: true }));
    expect(await recordOf(bench)).toMatchObject({ status: 'replied', consent, parts: [] });
    expect(bench.llm.requests).toEqual([]);
  });
});
