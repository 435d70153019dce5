import { startTurn } from '../../../lambda/call/start-turn';
import type { TurnJob } from '../../../lambda/core/calls/records';
import { VirtualClock } from '../../../local/clock';
import { InMemoryCallStore, InMemoryTurnStarter, RecordingLog } from '../../fakes/ports';

type ReplyJob = Extract<TurnJob, { kind: 'reply' }>;

const JOB: ReplyJob = {
  kind: 'reply',
  callId: 'call-1',
  turn: 2,
  agent: { id: 'reception', version: '1' },
  variables: {},
  greeting: 'Hello.',
  input: { kind: 'recording', key: 'recordings/call-1/2.wav' },
};
const FAILED = { type: 'failed', what: 'reply', reason: 'the turn could not be started' };

function open() {
  const clock = new VirtualClock();
  const store = new InMemoryCallStore();
  const turns = new InMemoryTurnStarter(async () => undefined);
  const log = new RecordingLog();
  const start = (job = JOB) => startTurn(job, { turns, store, clock, log }, clock.now() + 1000);
  const refuse = () => Object.assign(turns, { start: () => Promise.reject(new Error('throttled')) });
  const record = () => store.findTurn(JOB.callId, JOB.turn);
  return { clock, store, log, start, refuse, record };
}

it('leaves the record of a turn to the worker that was started', async () => {
  const { start, record } = open();
  expect(await start()).toBeUndefined();
  expect(await record()).toBeUndefined();
});

it('writes a turn down that nobody was started for', async () => {
  const { start, refuse, record, log } = open();
  refuse();
  expect(await start()).toEqual(FAILED);
  expect(await record()).toMatchObject({ status: 'failed', input: JOB.input, failure: FAILED.reason });
  expect(log.messages('error')).toEqual(['turn not started']);
});

it('waits for the reply of a worker that has begun all the same', async () => {
  const { start, refuse, store, record, clock } = open();
  const { callId, turn, input } = JOB;
  await store.claimTurn(
    { callId, turn, input, status: 'working', parts: [], claimedAt: clock.now(), timings: {} },
    90_000,
  );
  refuse();
  expect(await start()).toBeUndefined();
  expect((await record())?.status).toBe('working');
});

it('keeps no card number that was keyed', async () => {
  const { start, refuse, record } = open();
  refuse();
  await start({ ...JOB, input: { kind: 'digits', digits: '4929123412341234' } });
  expect(JSON.stringify(await record())).not.toContain('4929');
});

it('apologises in time where the tables fail as well', async () => {
  const { start, refuse, store, log, clock } = open();
  refuse();
  store.claimTurn = () => new Promise(() => undefined);
  const from = clock.now();
  expect(await start()).toEqual(FAILED);
  expect(clock.now() - from).toBe(1000);
  expect(log.messages('error')).toEqual(['turn not started', 'the record of a turn was not written']);
});
