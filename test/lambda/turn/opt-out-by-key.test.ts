import { anAgent } from '../../builders/agent';
import { aBench, aReplyJob, type Course } from '../../builders/turn-worker';
import { CALLEES } from '../../fakes/callee-hash';

const CALLER = '+919812345678';
const NUMBER = '+918041234567';
const agent = anAgent({ tools: [{ type: 'opt-out', key: '9' }] });
const keyed = (digits: string) => aReplyJob({ input: { kind: 'digits', digits } });

interface Circumstances extends Course {
  caller?: string;
  failing?: number;
}

async function pressing(
  job: ReturnType<typeof aReplyJob>,
  { caller = CALLER, failing = 0, ...course }: Circumstances = {},
) {
  const bench = aBench({ agent, thinks: [['Sorry?']], ...course });
  await bench.store.saveCall({ callId: 'call-1', startedAt: bench.clock.now(), caller, number: NUMBER });
  bench.optOuts.failing = failing;
  await bench.worker(job);
  const turn = await bench.store.findTurn('call-1', 1);
  return { ...bench, turn, noted: [...bench.optOuts.records.values()] };
}

it('notes the caller, and asks no model', async () => {
  const { noted, turn, llm } = await pressing(keyed('9'));
  expect(noted).toMatchObject([
    {
      callee: await CALLEES.of(CALLER),
      agent: 'reception',
      companyNumber: NUMBER,
      callId: 'call-1',
      via: 'key',
    },
  ]);
  expect(turn).toMatchObject({ status: 'replied', heard: '9', parts: [], next: { type: 'opted-out' } });
  expect(llm.requests).toEqual([]);
});

it('notes it however late the worker begins', async () => {
  const { noted } = await pressing({ ...keyed('9'), askedAt: 0 });
  expect(noted).toHaveLength(1);
});

it('takes the key for an opt-out only when it is pressed alone', async () => {
  const { noted, turn } = await pressing(keyed('98'));
  expect(noted).toEqual([]);
  expect(turn).toMatchObject({ next: { type: 'listen' } });
});

it('takes it for a digit where digits were asked for', async () => {
  const input = { kind: 'collected', name: 'floor', count: 1, digits: '9' } as const;
  const { noted } = await pressing(aReplyJob({ input }));
  expect(noted).toEqual([]);
});

it('takes it for a digit where the agent has no key for it', async () => {
  const { noted } = await pressing(keyed('9'), { agent: anAgent({ tools: [{ type: 'opt-out' }] }) });
  expect(noted).toEqual([]);
});

it('tries again while the table fails', async () => {
  const { noted, turn, log } = await pressing(keyed('9'), { failing: 3 });
  expect(noted).toHaveLength(1);
  expect(turn).toMatchObject({ next: { type: 'opted-out' } });
  expect(log.messages('warn')).toEqual(Array(3).fill('an opt-out is not noted yet'));
});

it('does not say that it was noted when it was not, and tells whoever reads the log', async () => {
  const { noted, turn, log } = await pressing(keyed('9'), { failing: Infinity });
  expect(noted).toEqual([]);
  expect(turn).toMatchObject({ status: 'failed', parts: [] });
  expect(turn).not.toHaveProperty('next');
  expect(log.messages('error')).toContain(
    'an opt-out was not noted: find the caller by the call and note it by hand',
  );
});

it('leaves it to the model to tell a caller who hides their number', async () => {
  const { noted, turn, llm } = await pressing(keyed('9'), { caller: 'anonymous' });
  expect(noted).toEqual([]);
  expect(turn).toMatchObject({ status: 'replied', next: { type: 'listen' } });
  expect(llm.requests[0]?.tools.map(({ name }) => name)).toContain('opt_out');
});
