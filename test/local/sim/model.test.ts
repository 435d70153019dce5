import type { ModelPart, ModelRequest } from '../../../lambda/core/ports';
import { VirtualClock } from '../../../local/clock';
import { SimModel, type SimReply } from '../../../local/sim/model';
import { aModelRequest } from '../../builders/model-request';

async function replyOf(think: () => SimReply, changes: Partial<ModelRequest> = {}) {
  const clock = new VirtualClock(0);
  const model = new SimModel(clock, { firstTokenMs: 300, tokensPerSecond: 40 }, think);
  const parts: [at: number, part: ModelPart][] = [];
  for await (const part of model.reply({ ...aModelRequest('Hello'), ...changes }))
    parts.push([clock.now(), part]);
  return parts;
}

it('streams its reply word by word, at its pace', async () => {
  expect(await replyOf(() => ({ says: 'We are open.' }))).toEqual([
    [300, { type: 'text', text: 'We' }],
    [325, { type: 'text', text: ' are' }],
    [350, { type: 'text', text: ' open.' }],
  ]);
});

it('calls a tool after its words', async () => {
  const parts = await replyOf(() => ({ says: 'Bye.', calls: { tool: 'end_call' } }));
  expect(parts.at(-1)).toEqual([300, { type: 'tool-call', name: 'end_call', args: {} }]);
});

it('says no more when it is told to stop', async () => {
  await expect(replyOf(() => ({ says: 'We are open.' }), { signal: AbortSignal.abort() })).rejects.toThrow(
    /abort/i,
  );
});
