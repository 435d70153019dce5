import type { ModelPart } from '../../../../lambda/core/ports';
import { languageModelOf } from '../../../../lambda/core/providers/language-model';
import { anAsking, failing } from '../../../builders/asking';
import { HANGS, ScriptedLanguageModel, type ModelStep } from '../../../fakes/providers';

const TOOL_CALL: ModelPart = { type: 'tool-call', name: 'end_call', args: {} };

function minds(...scripts: ModelStep[][]) {
  const process = anAsking('llm', 3000);
  const { clock, asking } = process;
  const start = clock.now();
  const ports = scripts.map((script) => new ScriptedLanguageModel(clock, [script]));
  const names = ['sim/a', 'sim/b', 'sim/c'];
  const llm = languageModelOf(
    ports.map((port, i) => ({ reference: names[i]!, port })),
    asking,
  );
  const stop = new AbortController();
  /** What was given out and when, as in `0 Hello.`, and the error that it ended with. */
  const reply = async () => {
    const parts: string[] = [];
    try {
      const request = { system: 's', messages: [], tools: [], signal: stop.signal };
      for await (const part of llm.reply(request)) {
        parts.push(`${clock.now() - start} ${part.type === 'text' ? part.text : part.name}`);
      }
      return { parts };
    } catch (error) {
      return { parts, error: (error as Error).message };
    }
  };
  return { ...process, ports, reply, stop };
}

const wait = (waitMs: number) => ({ waitMs });

it('gives out a reply as it comes, from its first sentence on', async () => {
  const { reply, ports, tried } = minds(
    [wait(100), 'Namaste', wait(100), ', ji. ', wait(100), 'How', wait(9000), ' are you?'],
    ['never'],
  );
  expect(await reply()).toEqual({
    parts: ['200 Namaste', '200 , ji. ', '300 How', '9300  are you?'],
  });
  expect(tried()).toEqual(['sim/a answered 200']);
  expect(ports[1]!.requests).toEqual([]);
});

it('does not wait for what follows a sentence that seems to be over', async () => {
  const { reply } = minds(['Namaste ji.', wait(1000), ' Yes.'], []);
  expect((await reply()).parts).toEqual(['0 Namaste ji.', '1000  Yes.']);
});

it('gives out a call of a tool at once', async () => {
  const { reply } = minds(['Bye', TOOL_CALL, wait(5000), ' then.'], []);
  expect((await reply()).parts).toEqual(['0 Bye', '0 end_call', '5000  then.']);
});

it('gives out a reply that is no whole sentence when it is over', async () => {
  const { reply, tried } = minds(['Yes', wait(50)], []);
  expect((await reply()).parts).toEqual(['50 Yes']);
  expect(tried()).toEqual(['sim/a answered 50']);
});

describe('asks the next model', () => {
  const next = ['Hello there. '];

  test.each<[string, ModelStep[], string]>([
    ['that fails at once', [failing('unavailable')], 'sim/a unavailable 0'],
    ['that refuses', [failing('refused')], 'sim/a refused 0'],
    ['that says nothing', [HANGS], 'sim/a timeout 3000'],
    ['that says nothing useful', [' ', wait(1500), '\n', wait(1499), '*', HANGS], 'sim/a timeout 3000'],
    ['that pauses in its first sentence', ['One', wait(2900), ' moment', HANGS], 'sim/a timeout 5900'],
    ['that trickles', Array.from({ length: 20 }, () => [wait(1000), 'and ']).flat(), 'sim/a timeout 6000'],
    ['that breaks off in its first sentence', ['One moment', failing('unavailable')], 'sim/a unavailable 0'],
    ['whose reply is empty', [' '], 'sim/a nonsense 0'],
  ])('after one %s', async (_, script, attempt) => {
    const { reply, tried, ports } = minds(script, next);
    const { parts, error } = await reply();
    expect(error).toBeUndefined();
    expect(parts.map((part) => part.replace(/^\d+ /, ''))).toEqual(next);
    expect(tried()).toEqual([attempt, 'sim/b answered 0']);
    expect(ports[0]!.requests[0]!.signal.aborted).toBe(true);
  });
});

it('never asks another once something was given out: the failure ends the reply', async () => {
  const { reply, ports, tried, store } = minds(
    ['One moment. ', 'I am', failing('rate-limited', 9000)],
    ['never'],
  );
  expect(await reply()).toEqual({ parts: ['0 One moment. ', '0 I am'], error: 'sim: it failed' });
  expect(ports[1]!.requests).toEqual([]);
  expect(tried()).toEqual(['sim/a answered 0']);
  expect(store.breakers.get('llm/sim/a')?.breaker).toMatchObject({ state: 'open' });
});

it('never asks another once a tool was called', async () => {
  const { reply, ports } = minds([TOOL_CALL, failing('unavailable')], ['never']);
  expect(await reply()).toEqual({ parts: ['0 end_call'], error: 'sim: it failed' });
  expect(ports[1]!.requests).toEqual([]);
});

it('goes on after a tool with the model that answered', async () => {
  const { asking, clock, tried } = anAsking('llm', 3000);
  const down = new ScriptedLanguageModel(clock, [[HANGS]]);
  const up = new ScriptedLanguageModel(clock, [[TOOL_CALL], ['It is done.']]);
  const llm = languageModelOf(
    [
      { reference: 'sim/a', port: down },
      { reference: 'sim/b', port: up },
    ],
    asking,
  );
  const request = { system: 's', messages: [], tools: [], signal: new AbortController().signal };
  const parts: ModelPart[] = [];
  for await (const part of llm.reply(request)) parts.push(part);
  for await (const part of llm.reply(request)) parts.push(part);
  expect(parts).toEqual([TOOL_CALL, { type: 'text', text: 'It is done.' }]);
  expect(tried()).toEqual(['sim/a timeout 3000', 'sim/b answered 0', 'sim/b answered 0']);
});

it('tells of all failures when all fail', async () => {
  const { reply } = minds([failing('unavailable')], [HANGS]);
  expect(await reply()).toEqual({
    parts: [],
    error:
      'no llm provider answered: sim: it failed; ' +
      'sim: it said nothing useful for 3000 ms, or no whole sentence',
  });
});

test.each<[string, ModelStep[], string[]]>([
  ['before anything was given out', ['One', HANGS], ['sim/a stopped 500']],
  ['in the middle of a reply', ['One moment. ', HANGS], ['sim/a answered 0']],
])('ends at once when its caller stops %s', async (_, script, attempts) => {
  const { reply, stop, clock, ports, tried, store, breakers } = minds(script, ['never']);
  void clock.sleep(500).then(() => stop.abort(new Error('the caller has hung up')));
  expect((await reply()).error).toBe('the caller has hung up');
  await breakers.told();
  expect(tried()).toEqual(attempts);
  expect(ports[0]!.requests[0]!.signal.aborted).toBe(true);
  expect(ports[1]!.requests).toEqual([]);
  expect(store.writes).toBe(0);
});
