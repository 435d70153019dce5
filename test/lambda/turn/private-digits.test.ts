import type { ModelToolCall } from '../../../lambda/core/ports';
import { anAgent } from '../../builders/agent';
import { aLambdaTool } from '../../builders/tool';
import { aBench, aReplyJob, type Course } from '../../builders/turn-worker';

const CARD = '4929123412341234';
const charge = aLambdaTool({
  name: 'charge',
  parameters: {
    type: 'object',
    properties: { card: { type: 'string', pattern: '^[0-9]{16}$' }, amount: { type: 'integer' } },
    required: ['card'],
  },
});
const agent = anAgent({
  tools: [
    charge,
    {
      type: 'collect-digits',
      name: 'card',
      description: 'the card',
      length: { min: 16, max: 16 },
      private: true,
      gapSeconds: 4,
    },
  ],
});
const call = (card: string): ModelToolCall => ({
  type: 'tool-call',
  name: 'charge',
  args: { card, amount: 5 },
});
const job = aReplyJob({ input: { kind: 'collected', name: 'card', count: 16 } });

async function aTurnWith(course: Course, kept: string | undefined = CARD) {
  const bench = aBench({ agent, ...course });
  if (kept !== undefined) await bench.vault.keep('call-1', 'card', kept);
  await bench.worker(job);
  return { ...bench, turn: await bench.store.findTurn('call-1', 1) };
}

it('reach the company’s own tool, and nobody else', async () => {
  const { runner, ledger, store, llm, log, turn, tts } = await aTurnWith({
    thinks: [[call('{{digits.card}}')], ['It is paid.']],
    tools: { charge: `paid with ${CARD}` },
  });
  expect(runner.runs[0]?.args).toEqual({ card: CARD, amount: 5 });
  expect(turn).toMatchObject({ status: 'replied', heard: '{{digits.card}}' });
  const elsewhere = [llm.requests, store.saves, [...ledger.runs], log.entries, tts.requests];
  expect(JSON.stringify(elsewhere)).not.toContain(CARD);
  expect(JSON.stringify([...ledger.runs.values()])).toContain('{{digits.card}}');
  expect(llm.requests[1]?.messages.at(-1)?.text).toBe('paid with {{digits.card}}');
});

it('that do not fit the tool are told without being told', async () => {
  const { runner, llm } = await aTurnWith(
    { thinks: [[call('{{digits.card}}')], ['Once more, please.']] },
    '4929123',
  );
  expect(runner.runs).toEqual([]);
  expect(llm.requests[1]?.messages.at(-1)?.text).toContain('The arguments do not fit');
  expect(JSON.stringify(llm.requests)).not.toContain('4929123');
});

it('that are gone are asked for again, and the tool is not run with a placeholder', async () => {
  const thinks = [[call('{{digits.pin}}')], ['Please key it in.']];
  const { runner, llm } = await aTurnWith({ thinks });
  expect(runner.runs).toEqual([]);
  expect(llm.requests[1]?.messages.at(-1)?.text).toContain('collect_pin');
});

it('that cannot be read keep the tool from being run', async () => {
  const bench = aBench({ agent, thinks: [[call('{{digits.card}}')], ['Sorry.']] });
  bench.vault.find = () => Promise.reject(new Error('the table failed'));
  await bench.worker(job);
  expect(bench.runner.runs).toEqual([]);
  expect(bench.llm.requests[1]?.messages.at(-1)?.text).toContain('nothing was done');
});
