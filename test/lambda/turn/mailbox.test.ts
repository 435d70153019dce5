import { aDial, REFERENCE } from '../../builders/dial';
import { aBench, aReplyJob, RECORDING, SILENCE } from '../../builders/turn-worker';

const MAILBOX = 'The person you are calling is not available. Please leave a message after the tone.';
const statusOf = async (bench: ReturnType<typeof aBench>) =>
  (await bench.store.findTurn('call-1', 1))?.status;

test('a mailbox that answers a call of ours is known by what it says, and the model is not asked', async () => {
  const bench = aBench({ hears: [MAILBOX] });
  await bench.worker(aReplyJob({ dial: REFERENCE }));
  expect(await statusOf(bench)).toBe('voicemail');
  expect(bench.llm.requests).toEqual([]);
});

test('it is known by its carrier as soon as that tells, also when it is silent', async () => {
  const bench = aBench();
  await bench.dials.open(aDial(0, { answeredBy: 'machine' }));
  bench.audio.objects.set(RECORDING, SILENCE);
  await bench.worker(aReplyJob({ dial: REFERENCE }));
  expect(await statusOf(bench)).toBe('voicemail');
});

test('who calls us is never taken for a mailbox', async () => {
  const bench = aBench({ hears: [MAILBOX], thinks: [['Who is it?']] });
  await bench.worker(aReplyJob());
  expect(await statusOf(bench)).toBe('replied');
});

test('a dial that cannot be read leaves what is heard to tell', async () => {
  const bench = aBench({ hears: ['Hello, who is this?'], thinks: [['This is the clinic.']] });
  bench.dials.find = () => Promise.reject(new Error('the table failed'));
  await bench.worker(aReplyJob({ dial: REFERENCE }));
  expect(await statusOf(bench)).toBe('replied');
  expect(bench.log.messages('error')).toEqual(['the dial could not be read']);
});
