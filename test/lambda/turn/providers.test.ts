import { withFallbacks } from '../../../lambda/adapters/providers/with-fallbacks';
import { Breakers } from '../../../lambda/core/providers/breakers';
import { Turn } from '../../../lambda/turn/turn';
import { providersOf } from '../../../lambda/turn/providers';
import type { TurnWorkerDeps } from '../../../lambda/turn/deps';
import { warm } from '../../../lambda/turn/warm';
import { anAgent } from '../../builders/agent';
import { aBench, aReplyJob } from '../../builders/turn-worker';
import { InMemoryBreakerStore } from '../../fakes/breaker-store';
import { HANGS, ScriptedLanguageModel, type ModelStep } from '../../fakes/providers';

const AGENT = anAgent({ hasteLlm: 'spare/mind', limits: { replySeconds: 15 } });

/** A turn of an agent with a model of its own and a faster one. */
async function aTurn(thinks: Record<string, ModelStep[][]> = {}) {
  const { clock, store, stt, tts, log, directory } = aBench({ agent: AGENT });
  let prepared = 0;
  const minds = new Map(
    Object.entries(thinks).map(([name, steps]) => [name, new ScriptedLanguageModel(clock, steps)]),
  );
  const providers = withFallbacks({
    providers: async ({ llm }) => ({
      stt,
      tts,
      llm: minds.get(llm) ?? new ScriptedLanguageModel(clock, []),
      prepare: async () => void prepared++,
    }),
    breakers: new Breakers({ store: new InMemoryBreakerStore(), clock, log }),
    clock,
    log,
  });
  const deps = { clock, store, directory, providers } as unknown as TurnWorkerDeps;
  const turn = (await Turn.claim(aReplyJob(), deps, Promise.resolve([])))!;
  return { clock, deps, turn, minds, prepared: () => prepared };
}

const request = { system: '', messages: [], tools: [], signal: new AbortController().signal };

test('are prepared before anybody asks them', async () => {
  const { deps, turn, prepared } = await aTurn();
  await providersOf(AGENT, turn, deps);
  expect(prepared()).toBe(1);
});

test('leave in the record who was asked, how it ended and how long it took', async () => {
  const { deps, turn, clock } = await aTurn({ 'sim/mind': [[HANGS]], 'spare/mind': [['At nine.']] });
  const { stt, llm } = await providersOf(AGENT, turn, deps);
  await stt.transcribe({ ...request, wav: new Uint8Array(), language: 'en-IN' });
  await clock.sleep(2000);
  for await (const _ of llm.reply(request));
  expect(turn.record.attempts).toEqual([
    { port: 'stt', provider: 'sim/ear', ms: 0, outcome: 'answered' },
    { port: 'llm', provider: 'sim/mind', ms: 3000, outcome: 'stopped' },
    { port: 'llm', provider: 'spare/mind', ms: 0, outcome: 'answered' },
  ]);
});

test('are those of the agent while there is time', async () => {
  const { deps, turn, minds } = await aTurn({ 'sim/mind': [['We open at nine.']], 'spare/mind': [] });
  const { llm } = await providersOf(AGENT, turn, deps);
  for await (const _ of llm.reply(request));
  expect(minds.get('spare/mind')!.requests).toEqual([]);
});

test('get ready for a call that has just come in', async () => {
  const { deps, prepared } = await aTurn();
  await warm({ kind: 'warm', agent: { id: AGENT.id, version: AGENT.version } }, deps);
  expect(prepared()).toBe(1);
});

test('of an agent that is gone need not', async () => {
  const { deps, prepared } = await aTurn();
  await warm({ kind: 'warm', agent: { id: 'nobody', version: 'v9' } }, deps);
  expect(prepared()).toBe(0);
});
