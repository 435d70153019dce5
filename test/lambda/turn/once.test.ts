import { StoredKnowledge } from '../../../lambda/adapters/knowledge-store';
import type { LanguageModel, ModelRequest } from '../../../lambda/core/ports';
import type { McpServer } from '../../../lambda/core/agents/tools/mcp';
import { runBuiltIn } from '../../../lambda/core/tools/built-in/run';
import type { McpFunction } from '../../../lambda/core/tools/runnable';
import type { ToolRunner } from '../../../lambda/core/tools/tool-runner';
import { createTurnWorker } from '../../../lambda/turn/worker';
import { anAgent } from '../../builders/agent';
import { aLambdaTool, anHttpTool } from '../../builders/tool';
import { aBench, aReplyJob } from '../../builders/turn-worker';
import { Life } from '../../fakes/mortal';
import { CALLEES } from '../../fakes/callee-hash';
import { InMemoryCallbacks, InMemoryOptOuts } from '../../fakes/tools';

const URL = 'https://mcp.example.com/mcp';
const server: McpServer = { type: 'mcp', url: URL, tools: ['find'], timeoutSeconds: 8 };
const find: McpFunction = {
  ...{ type: 'mcp', name: 'find', remote: 'find', description: 'Finds.', timeoutSeconds: 8, server },
  parameters: { type: 'object', properties: {} },
};
const agent = anAgent({
  tools: [aLambdaTool(), anHttpTool(), server, { type: 'opt-out' }, { type: 'schedule-callback' }],
});
const CALLED: Record<string, Record<string, unknown>> = {
  book: { date: '2026-12-01' },
  find_order: {},
  find: {},
  opt_out: {},
  schedule_callback: { at: '2026-01-02T10:30' },
};

/** Calls every tool there is at once, and says so when it knows what came of them. */
const model: LanguageModel = {
  async *reply({ messages }: ModelRequest) {
    if (messages.at(-1)?.role === 'tool') return yield { type: 'text', text: 'All is done.' };
    for (const [name, args] of Object.entries(CALLED)) yield { type: 'tool-call', name, args };
  },
};

async function aPlace() {
  const bench = aBench({
    agent,
    hears: Array.from({ length: 9 }, () => 'Do it all.'),
    servers: { [URL]: { functions: [find] } },
  });
  const { clock, store, directory, audio, dials, log, stt, tts, ledger, vault, catalogue } = bench;
  await store.saveCall({ callId: 'call-1', startedAt: clock.now(), caller: '+919812345678' });
  const noted = { callbacks: new InMemoryCallbacks(), optOuts: new InMemoryOptOuts(), callees: CALLEES };
  const builtIn = { ...noted, calls: store, clock };
  const runs: string[] = [];
  const runner: ToolRunner = {
    run: async ({ tool, args }, { call }) => {
      runs.push(tool.name);
      const isBuiltIn = tool.type === 'opt-out' || tool.type === 'schedule-callback';
      return isBuiltIn ? runBuiltIn(tool, args, call, builtIn) : 'done';
    },
  };
  const work = (life: Life, claims = store) =>
    createTurnWorker({
      directory: life.of(directory),
      store: life.of(claims),
      audio: life.of(audio),
      knowledge: new StoredKnowledge(audio),
      dials: life.of(dials),
      optOuts: noted.optOuts,
      callees: CALLEES,
      providers: async () => ({
        stt: life.of(stt),
        tts: life.of(tts),
        llm: {
          async *reply(request) {
            for await (const part of model.reply(request)) {
              await life.step();
              yield part;
            }
          },
        },
      }),
      tools: {
        runner: life.of(runner),
        ledger: life.of(ledger),
        vault: life.of(vault),
        catalogue: life.of(catalogue),
      },
      clock,
      log,
    })(aReplyJob());
  return { ...bench, runs, work };
}

const ALL = Object.keys(CALLED).sort();

it('runs every tool once when its turn is delivered twice at once', async () => {
  const { runs, work, store } = await aPlace();
  await Promise.all([work(new Life()), work(new Life())]);
  expect([...runs].sort()).toEqual(ALL);
  expect((await store.findTurn('call-1', 1))?.parts.map(({ text }) => text)).toEqual(['All is done.']);
});

it('runs every tool once even when two workers believe that the turn is theirs', async () => {
  const { runs, work, store } = await aPlace();
  const generous = new Proxy(store, {
    get: (target, name) => (name === 'claimTurn' ? async () => true : (Reflect.get(target, name) as unknown)),
  });
  await Promise.all([work(new Life(), generous), work(new Life(), generous)]);
  expect([...runs].sort()).toEqual(ALL);
});

it('runs no tool twice wherever its first worker dies, and answers in the end', async () => {
  const whole = new Life();
  await (await aPlace()).work(whole);
  expect(whole.steps).toBeGreaterThan(40);
  for (let step = 0; step < whole.steps; step++) {
    const { runs, work, store, clock } = await aPlace();
    void work(new Life(step));
    await clock.sleep(200_000);
    await work(new Life());
    expect(new Set(runs).size).toBe(runs.length);
    expect((await store.findTurn('call-1', 1))?.status).toBe('replied');
  }
});
