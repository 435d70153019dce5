import { VirtualClock } from '../../../../local/clock';
import type { OwnTool } from '../../../../lambda/core/agents/tool';
import type { ModelPart, ModelToolCall } from '../../../../lambda/core/ports';
import { runTools, type Pause } from '../../../../lambda/core/tools/run-tools';
import { ToolError } from '../../../../lambda/core/tools/tool-error';
import { aModelRequest } from '../../../builders/model-request';
import { aLambdaTool } from '../../../builders/tool';
import { InMemoryDigitVault } from '../../../fakes/digit-vault';
import { RecordingLog } from '../../../fakes/ports';
import { HANGS, ScriptedLanguageModel, type ModelStep } from '../../../fakes/providers';
import { InMemoryToolLedger, ScriptedToolRunner, type ToolCourse } from '../../../fakes/tools';

const CALL = { id: 'call-1', turn: 2, agent: 'reception', number: '+918041234567', caller: '+919812345678' };
const PAUSE: Pause = { type: 'pause' };
const text = (words: string): ModelPart => ({ type: 'text', text: words });
const book = (args: Record<string, unknown> = { date: '2026-12-01' }): ModelToolCall => ({
  type: 'tool-call',
  id: 'c1',
  name: 'book',
  args,
});

interface Situation {
  thinks: ModelStep[][];
  courses?: Record<string, ToolCourse>;
  tools?: OwnTool[];
  replySeconds?: number;
}

function aSituation({ thinks, courses = {}, tools = [aLambdaTool()], replySeconds = 15 }: Situation) {
  const clock = new VirtualClock();
  const llm = new ScriptedLanguageModel(clock, thinks);
  const runner = new ScriptedToolRunner(clock, courses);
  const ledger = new InMemoryToolLedger();
  const log = new RecordingLog();
  const request = aModelRequest('Book me in.', { tools });
  const reply = async () => {
    const until = clock.now() + replySeconds * 1000;
    const parts: (ModelPart | Pause)[] = [];
    for await (const part of runTools(
      { request, llm, tools, call: CALL, until },
      { runner, ledger, vault: new InMemoryDigitVault(), clock, log },
    )) {
      parts.push(part);
    }
    return parts;
  };
  /** What the model was told in its nth request, beyond what it knew at first. */
  const told = (n: number) => llm.requests[n - 1]!.messages.slice(request.messages.length);
  return { clock, llm, runner, ledger, log, reply, told };
}

describe('a reply with a tool', () => {
  it('is what the model says before and after, with the result in between', async () => {
    const { reply, told, runner } = aSituation({
      thinks: [['One moment.', book()], ['You are booked.']],
      courses: { book: '{"slot":"ten"}' },
    });
    expect(await reply()).toEqual([text('One moment.'), PAUSE, text('You are booked.')]);
    expect(told(2)).toEqual([
      { role: 'assistant', text: 'One moment.', calls: [book()] },
      { role: 'tool', id: 'c1', name: 'book', text: '{"slot":"ten"}' },
    ]);
    expect(runner.runs).toEqual([
      {
        tool: 'book',
        args: { date: '2026-12-01' },
        context: { call: CALL, idempotencyKey: 'call-1-2-1-1', signal: expect.any(AbortSignal) as unknown },
      },
    ]);
  });

  it('may take two rounds, each of which knows those before', async () => {
    const find: ModelToolCall = {
      type: 'tool-call',
      name: 'find',
      args: {},
      echo: { google: { sign: 'x' } },
    };
    const { reply, told } = aSituation({
      tools: [aLambdaTool({ name: 'find', parameters: undefined }), aLambdaTool()],
      thinks: [[find], [book()], ['Done.']],
      courses: { find: '2026-12-01', book: 'ten' },
    });
    expect(await reply()).toEqual([PAUSE, PAUSE, text('Done.')]);
    expect(told(3)).toEqual([
      { role: 'assistant', text: '', calls: [{ ...find, id: 'call_1_1' }] },
      { role: 'tool', id: 'call_1_1', name: 'find', text: '2026-12-01' },
      { role: 'assistant', text: '', calls: [book()] },
      { role: 'tool', id: 'c1', name: 'book', text: 'ten' },
    ]);
  });

  it('runs the tools of one round at the same time, and tells their results in the order of the calls', async () => {
    const { reply, told, clock } = aSituation({
      tools: [aLambdaTool({ name: 'slow', parameters: undefined }), aLambdaTool()],
      thinks: [[{ type: 'tool-call', id: 'c0', name: 'slow', args: {} }, book()], ['Done.']],
      courses: { slow: { afterMs: 900, answer: 'first' }, book: { afterMs: 300, answer: 'second' } },
    });
    const began = clock.now();
    await reply();
    expect(clock.now() - began).toBe(900);
    expect(
      told(2)
        .slice(1)
        .map(({ text: words }) => words),
    ).toEqual(['first', 'second']);
  });

  it('ends after four rounds, of which the last says so', async () => {
    const { reply, told, runner, llm } = aSituation({
      thinks: [[book()], [book()], [book()], [book()], ['Enough.', book()]],
      courses: { book: 'taken' },
    });
    expect(await reply()).toEqual([PAUSE, PAUSE, PAUSE, PAUSE, text('Enough.'), book()]);
    expect(runner.runs).toHaveLength(4);
    expect(llm.requests).toHaveLength(5);
    expect(told(4).at(-1)?.text).toBe('taken');
    expect(told(5).at(-1)?.text).toContain('answer the caller now');
  });
});

describe('a tool that is not run here', () => {
  const end: ModelToolCall = { type: 'tool-call', id: 'c9', name: 'end_call', args: {} };

  it('is handed on', async () => {
    const { reply, llm } = aSituation({ thinks: [['Goodbye.', end]] });
    expect(await reply()).toEqual([text('Goodbye.'), end]);
    expect(llm.requests).toHaveLength(1);
  });

  it('is held back when another tool was called in the same breath', async () => {
    const { reply, told } = aSituation({
      thinks: [['Booked, goodbye.', book(), end], ['Sorry, it is taken.']],
      courses: { book: 'taken' },
    });
    expect(await reply()).toEqual([text('Booked, goodbye.'), PAUSE, text('Sorry, it is taken.')]);
    expect(told(2).at(-1)).toMatchObject({
      role: 'tool',
      id: 'c9',
      text: expect.stringContaining('Nothing was done yet') as unknown,
    });
  });
});

describe('a filler', () => {
  const tools = [aLambdaTool({ filler: 'Let me look.' })];
  const slowly = { book: { afterMs: 1500, answer: 'ten' } };

  it('is said when the tool takes longer than a second', async () => {
    const { reply } = aSituation({ tools, thinks: [[book()], ['Done.']], courses: slowly });
    expect(await reply()).toEqual([PAUSE, text('Let me look.'), PAUSE, text('Done.')]);
  });

  it.each([
    ['the tool is quick', { book: { afterMs: 900, answer: 'ten' } }, [book()]],
    ['the agent has said something', slowly, ['One moment.', book()]],
  ])('is not said when %s', async (_, courses, thinks) => {
    const { reply } = aSituation({ tools, thinks: [thinks, ['Done.']], courses });
    expect(await reply()).not.toContainEqual(text('Let me look.'));
  });

  it('is said once a reply', async () => {
    const { reply } = aSituation({ tools, thinks: [[book()], [book()], ['Done.']], courses: slowly });
    expect((await reply()).filter((part) => part.type === 'text')).toEqual([
      text('Let me look.'),
      text('Done.'),
    ]);
  });
});

describe('the model is told in words', () => {
  const after = async (situation: Omit<Situation, 'thinks'>, call = book()) => {
    const { reply, told, runner, log } = aSituation({ thinks: [[call], ['I see.']], ...situation });
    await reply();
    return { words: told(2).at(-1)!.text, runs: runner.runs.length, log };
  };

  it('which of its arguments do not fit, without running the tool', async () => {
    const { words, runs } = await after({}, book({ date: 'tomorrow', people: 'two', name: 'Asha' }));
    expect(runs).toBe(0);
    expect(words).toMatch(/- date: .*\n- people: .*\n- .*"name"/);
    expect(words).toContain('nothing was done');
  });

  it.each<[string, ToolCourse, string, string]>([
    ['refuses', new ToolError('book', 'refused', 'it answered 403'), 'nothing was done', 'it answered 403'],
    ['fails', new ToolError('book', 'failed', 'it answered 500'), 'not known whether', 'it answered 500'],
    ['hangs', HANGS, 'did not answer in time', 'it took longer than 8000 ms'],
  ])('that a tool %s, with the reason in the log only', async (_, course, words, reason) => {
    const outcome = await after({ courses: { book: course } });
    expect(outcome.words).toContain(words);
    expect(outcome.words).not.toContain(reason);
    expect(outcome.log.entries).toEqual([
      expect.objectContaining({
        level: 'warn',
        fields: expect.objectContaining({
          tool: 'book',
          callId: 'call-1',
          reason: `the tool book: ${reason}`,
        }) as unknown,
      }),
    ]);
  });

  it('that something unexpected happened, without its message', async () => {
    const { words } = await after({ courses: { book: new TypeError('internal.example 10.0.0.1') } });
    expect(words).toContain('The tool failed');
    expect(words).not.toContain('10.0.0.1');
  });

  it('that no time is left, and leaves the time that the rest of the reply needs', async () => {
    expect((await after({ replySeconds: 2, courses: { book: 'ten' } })).words).toContain('no time left');
    const { log } = await after({ replySeconds: 5, courses: { book: HANGS } });
    expect(log.entries[0]?.fields).toMatchObject({ reason: 'the tool book: it took longer than 3000 ms' });
  });

  it('the beginning of a result that is too long', async () => {
    const { words } = await after({ courses: { book: 'न'.repeat(5000) } });
    expect(Buffer.byteLength(words)).toBeLessThanOrEqual(8192);
    expect(words).toMatch(/^न+\n\[The rest was left out/);
  });
});

describe('a turn that is begun again', () => {
  it('is told the result of the run that was, and runs nothing', async () => {
    const { reply, told, runner } = aSituation({
      thinks: [[book()], ['Ten it is.'], [book()], ['Ten it is.']],
      courses: { book: 'ten' },
    });
    await reply();
    await reply();
    expect(runner.runs).toHaveLength(1);
    expect(told(4)).toEqual(told(2));
  });

  it('is told when that run has not ended', async () => {
    const { reply, told, runner, ledger } = aSituation({ thinks: [[book()], ['I am not sure.']] });
    const place = { callId: 'call-1', turn: 2, round: 1, index: 1 };
    await ledger.claim(place, { name: 'book', args: { date: '2026-12-01' } });
    await reply();
    expect(runner.runs).toHaveLength(0);
    expect(told(2).at(-1)?.text).toContain('begun already');
  });

  it('is told of it when the model now calls something else in its place', async () => {
    const { reply, told, runner } = aSituation({
      thinks: [[book()], ['Ten it is.'], [book({ date: '2026-12-02' })], ['Ten it is.']],
      courses: { book: 'ten' },
    });
    await reply();
    await reply();
    expect(runner.runs).toHaveLength(1);
    expect(told(4).at(-1)?.text).toContain('book was called with {"date":"2026-12-01"}. Its result: ten');
  });
});

it('runs nothing that cannot be claimed', async () => {
  const { reply, told, runner, ledger } = aSituation({
    thinks: [[book()], ['Sorry.']],
    courses: { book: 'ten' },
  });
  ledger.claim = () => Promise.reject(new Error('the table failed'));
  await reply();
  expect(runner.runs).toHaveLength(0);
  expect(told(2).at(-1)?.text).toContain('nothing was done');
});
