import type { ModelToolCall } from '../../../lambda/core/ports';
import { ToolError } from '../../../lambda/core/tools/tool-error';
import { anAgent } from '../../builders/agent';
import { aLambdaTool } from '../../builders/tool';
import { aTurn } from '../../builders/turn';
import { aBench, aReplyJob } from '../../builders/turn-worker';
import { HANGS } from '../../fakes/providers';

const find = aLambdaTool({ name: 'find_slot', filler: 'Let me look at the calendar.' });
const agent = anAgent({ tools: [{ type: 'end-call' }, find, aLambdaTool()] });
const call = (name: string, args: Record<string, unknown> = { date: '2026-12-01' }): ModelToolCall => ({
  type: 'tool-call',
  name,
  args,
});
const job = aReplyJob({ variables: { number: '+918041234567', caller: '+919812345678' } });

it('answers after two rounds of tools, which know what call they are for', async () => {
  const { worker, store, runner, llm } = aBench({
    agent,
    thinks: [['Let me check that', call('find_slot')], [call('book')], ['You are booked for ten.']],
    tools: { find_slot: 'ten', book: 'booked' },
  });
  await worker(job);
  const turn = await store.findTurn('call-1', 1);
  expect(turn).toMatchObject({ status: 'replied', next: { type: 'listen' } });
  expect(turn?.parts.map(({ text }) => text)).toEqual(['Let me check that', 'You are booked for ten.']);
  expect(runner.runs.map(({ tool }) => tool)).toEqual(['find_slot', 'book']);
  expect(runner.runs[0]?.context.call).toEqual({
    id: 'call-1',
    turn: 1,
    agent: 'reception',
    number: '+918041234567',
    caller: '+919812345678',
  });
  expect(llm.requests[0]?.tools.map(({ name }) => name)).toEqual(['end_call', 'find_slot', 'book']);
  expect(llm.requests[2]?.messages.map(({ role }) => role)).toEqual([
    'assistant',
    'user',
    'assistant',
    'tool',
    'assistant',
    'tool',
  ]);
});

describe('a worker that Lambda had no room for, until the caller was told to say it again', () => {
  const REPLY_MS = agent.limits.replySeconds * 1000;
  const late = (ms: number) => {
    const bench = aBench({
      agent,
      thinks: [[call('book')], ['It is booked.']],
      tools: { book: 'booked' },
    });
    return { ...bench, work: () => bench.worker({ ...job, askedAt: bench.clock.now() - ms }) };
  };

  it('runs no tool, and says why in the record', async () => {
    const { work, runner, store } = late(REPLY_MS);
    await work();
    expect(runner.runs).toEqual([]);
    expect(await store.findTurn('call-1', 1)).toMatchObject({
      status: 'failed',
      failure: 'it was begun too late',
    });
  });

  it('nor begins one that could not be over by then', async () => {
    const { work, runner, store } = late(REPLY_MS - 2000);
    await work();
    expect(runner.runs).toEqual([]);
    expect(await store.findTurn('call-1', 1)).toMatchObject({ status: 'replied' });
  });
});

it('has the filler of a slow tool ready while the tool runs, and the turn under way', async () => {
  const { worker, store, clock } = aBench({
    agent,
    thinks: [[call('find_slot')], ['We have ten.']],
    tools: { find_slot: { afterMs: 6000, answer: 'ten' } },
  });
  const done = worker(job);
  await clock.sleep(1100);
  expect(await store.findTurn('call-1', 1)).toMatchObject({
    status: 'working',
    parts: [{ text: 'Let me look at the calendar.' }],
  });
  await done;
  const turn = await store.findTurn('call-1', 1);
  expect(turn?.status).toBe('replied');
  expect(turn?.parts.map(({ text }) => text)).toEqual(['Let me look at the calendar.', 'We have ten.']);
});

it('speaks what was said before a tool while the tool runs', async () => {
  const { worker, store, clock } = aBench({
    agent,
    thinks: [['One moment please', call('book')], ['Done, at ten.']],
    tools: { book: { afterMs: 5000, answer: 'ten' } },
  });
  const done = worker(job);
  await clock.sleep(100);
  expect((await store.findTurn('call-1', 1))?.parts).toMatchObject([{ text: 'One moment please' }]);
  await done;
});

it('still has words for the caller when a tool hangs', async () => {
  const { worker, store } = aBench({
    agent: anAgent({ tools: [aLambdaTool({ timeoutSeconds: 20 })], limits: { replySeconds: 10 } }),
    thinks: [[call('book')], ['I could not reach the calendar.']],
    tools: { book: HANGS },
  });
  await worker(job);
  const turn = await store.findTurn('call-1', 1);
  expect(turn).toMatchObject({ status: 'replied', parts: [{ text: 'I could not reach the calendar.' }] });
  expect(turn?.timings['done']).toBe(8000);
});

it('ends the call when that is what the model does after a tool', async () => {
  const { worker, store } = aBench({
    agent,
    thinks: [[call('book')], ['Booked. Goodbye.', call('end_call', {})]],
    tools: { book: 'booked' },
  });
  await worker(job);
  expect((await store.findTurn('call-1', 1))?.next).toEqual({ type: 'end' });
});

it('runs no tool again when the turn is taken over from a worker that died', async () => {
  const { worker, store, runner, clock } = aBench({
    agent,
    hears: ['Book me in.', 'Book me in.'],
    thinks: [[call('book')], [HANGS], [call('book')], ['You are booked.']],
    tools: { book: 'booked' },
  });
  await worker(job);
  await store.saveTurn(aTurn({ claimedAt: clock.now() - 100_000 }));
  await worker(job);
  expect(runner.runs).toHaveLength(1);
  expect((await store.findTurn('call-1', 1))?.parts).toMatchObject([{ text: 'You are booked.' }]);
});

it('keeps arguments, results and numbers out of the log', async () => {
  const { worker, log } = aBench({
    agent,
    thinks: [[call('book', { date: 'Asha Rao' })], [call('find_slot')], [call('book')], ['Done, then.']],
    tools: { find_slot: 'after Asha Rao', book: new ToolError('book', 'failed', 'it answered 500') },
  });
  await worker(job);
  expect(log.messages()).toEqual(['a tool failed', 'a turn is done']);
  expect(log.public).not.toMatch(/Asha|2026-12|\+91/);
});
