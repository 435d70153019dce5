import { ProviderError } from '../../../../lambda/core/errors';
import { hastyModel } from '../../../../lambda/core/providers/hasty-model';
import type { LanguageModel } from '../../../../lambda/core/ports';
import { VirtualClock } from '../../../../local/clock';
import { HANGS, ScriptedLanguageModel, type ModelStep } from '../../../fakes/providers';

const SYSTEM = 'You are the reception.';
const down = new ProviderError('sim', 'unavailable', 'it answered 503');

/** A turn with a budget of 15 s, of which some is spent. */
function aTurn({
  own = [],
  faster,
  spent = 0,
}: {
  own?: ModelStep[][];
  faster?: ModelStep[][];
  spent?: number;
}) {
  const clock = new VirtualClock();
  const minds = {
    own: new ScriptedLanguageModel(clock, own),
    faster: faster && new ScriptedLanguageModel(clock, faster),
  };
  const budget = { startedAt: clock.now() - spent, replyMs: 15_000 };
  const model = hastyModel({ own: minds.own, faster: minds.faster, budget, clock });
  return { clock, ...minds, model };
}

async function said(model: LanguageModel, signal = new AbortController().signal): Promise<string> {
  let text = '';
  for await (const part of model.reply({ system: SYSTEM, messages: [], tools: [], signal })) {
    if (part.type === 'text') text += part.text;
  }
  return text;
}

test('with time left the own model is asked for an answer of its usual length', async () => {
  const turn = aTurn({ own: [['We open ', 'at nine.']], faster: [] });
  expect(await said(turn.model)).toBe('We open at nine.');
  expect(turn.own.requests[0]!.system).toBe(SYSTEM);
});

test('with a third of the budget gone the faster model is asked, for a short answer', async () => {
  const turn = aTurn({ faster: [['At nine.']], spent: 5000 });
  expect(await said(turn.model)).toBe('At nine.');
  expect(turn.own.requests).toEqual([]);
  expect(turn.faster!.requests[0]!.system).toMatch(
    /^You are the reception\.\n\n.*at most 2 short sentences, at once\.$/,
  );
});

test('without a faster model the own one is asked for a short answer', async () => {
  const turn = aTurn({ own: [['At nine.']], spent: 10_000 });
  expect(await said(turn.model)).toBe('At nine.');
  expect(turn.own.requests[0]!.system).toContain('one short sentence');
});

test('a tool that took long is seen when the model is asked again', async () => {
  const turn = aTurn({ own: [['One moment.']], faster: [['At nine.']] });
  expect(await said(turn.model)).toBe('One moment.');
  await turn.clock.sleep(6000);
  expect(await said(turn.model)).toBe('At nine.');
});

test('a model that says nothing useful for a third of the budget is given up, and stopped', async () => {
  const turn = aTurn({ own: [[' ', { waitMs: 30_000 }, 'Late.']], faster: [['At nine.']], spent: 1000 });
  const began = turn.clock.now();
  expect(await said(turn.model)).toBe('At nine.');
  expect(turn.clock.now() - began).toBe(4000);
  expect(turn.own.requests[0]!.signal.aborted).toBe(true);
});

test('a model that has begun is let finish, however long it takes', async () => {
  const turn = aTurn({ own: [['We open ', { waitMs: 9000 }, 'at nine.']], faster: [] });
  expect(await said(turn.model)).toBe('We open at nine.');
});

test('the own model is asked after all when the faster one fails before it says anything', async () => {
  const turn = aTurn({ own: [['At nine.']], faster: [[down]], spent: 5000 });
  expect(await said(turn.model)).toBe('At nine.');
  expect(turn.own.requests[0]!.system).toContain('short sentences');
});

test('a faster model that breaks off in the middle is an error', async () => {
  const turn = aTurn({ own: [['Never.']], faster: [['We open ', down]], spent: 5000 });
  await expect(said(turn.model)).rejects.toBe(down);
});

test('a failure of the own model in time is its failure', async () => {
  const turn = aTurn({ own: [[down]], faster: [] });
  await expect(said(turn.model)).rejects.toBe(down);
});

test('a reply that nobody wants any more ends, and asks nobody else', async () => {
  const turn = aTurn({ own: [[HANGS]], faster: [] });
  const stop = new AbortController();
  const ends = expect(said(turn.model, stop.signal)).rejects.toThrow('hung up');
  await turn.clock.sleep(100);
  stop.abort(new Error('hung up'));
  await ends;
  expect(turn.faster!.requests).toEqual([]);
});
