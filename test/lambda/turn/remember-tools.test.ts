import type { PlacedRun } from '../../../lambda/core/tools/tool-runner';
import { rememberTools } from '../../../lambda/turn/remember-tools';
import { anAgent } from '../../builders/agent';
import { aLambdaTool } from '../../builders/tool';
import { aBench, aReplyJob } from '../../builders/turn-worker';

const aRun = (place: Partial<PlacedRun['place']>, changes: Partial<PlacedRun> = {}): PlacedRun => ({
  place: { callId: 'call-1', turn: 1, round: 1, index: 1, ...place },
  name: 'book',
  args: { date: '2026-12-01' },
  result: { status: 'done', content: 'ten' },
  ...changes,
});
const OFFERED = new Set(['book', 'find']);

it('the reference of a booking is known in the next turn, and the tool is not run again', async () => {
  const bench = aBench({
    agent: anAgent({ tools: [aLambdaTool()] }),
    hears: ['Book me in.', 'What was the reference?'],
    thinks: [
      [{ type: 'tool-call', id: 'c1', name: 'book', args: { date: '2026-12-01' } }],
      ['You are booked.'],
      ['It is A seventeen.'],
    ],
    tools: { book: '{"reference":"A-17"}' },
  });
  await bench.worker(aReplyJob());
  await bench.worker(aReplyJob({ turn: 2 }));
  expect(bench.llm.requests[2]?.messages.slice(1)).toEqual([
    { role: 'user', text: 'Book me in.' },
    {
      role: 'assistant',
      text: '',
      calls: [{ type: 'tool-call', id: 'call_1_1_1', name: 'book', args: { date: '2026-12-01' } }],
    },
    { role: 'tool', id: 'call_1_1_1', name: 'book', text: '{"reference":"A-17"}' },
    { role: 'assistant', text: 'You are booked.' },
    { role: 'user', text: 'What was the reference?' },
  ]);
  expect(bench.runner.runs).toHaveLength(1);
});

it('a turn goes on when the results of earlier ones cannot be read', async () => {
  const bench = aBench({
    agent: anAgent({ tools: [aLambdaTool()] }),
    thinks: [['Hello again.']],
  });
  bench.ledger.runsOf = () => Promise.reject(new Error('throttled'));
  await bench.worker(aReplyJob({ turn: 2 }));
  expect((await bench.store.findTurn('call-1', 2))?.status).toBe('replied');
  expect(bench.log.messages('error')).toEqual(['the results of earlier tools could not be read']);
});

it('tells the tools of a round together, round by round', () => {
  const runs = [aRun({}), aRun({ index: 2 }, { name: 'find' }), aRun({ round: 2 }), aRun({ turn: 3 })];
  const told = rememberTools(runs, OFFERED);
  expect([...told.keys()]).toEqual([1, 3]);
  expect(told.get(1)?.map((one) => ('calls' in one ? one.calls?.length : one.role))).toEqual([
    2,
    'tool',
    'tool',
    1,
    'tool',
  ]);
});

it('tells the last six only, five hundred characters of each', () => {
  const runs = Array.from({ length: 9 }, (_, i) =>
    aRun({ turn: i + 1 }, { result: { status: 'done', content: '🎂'.repeat(501) } }),
  );
  const told = rememberTools(runs, OFFERED);
  expect([...told.keys()]).toEqual([4, 5, 6, 7, 8, 9]);
  expect(told.get(9)?.[1]?.text).toBe(`${'🎂'.repeat(500)} […]`);
});

it('says of a tool without a result that it is not known, and nothing of one that is not offered now', () => {
  const told = rememberTools([aRun({}, { result: undefined }), aRun({ turn: 2 }, { name: 'gone' })], OFFERED);
  expect([...told.keys()]).toEqual([1]);
  expect(told.get(1)?.[1]?.text).toMatch(/not known/);
});
