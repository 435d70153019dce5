import { InvalidInputError } from '../../../lambda/core/errors';
import { aBench, aReplyJob } from '../../builders/turn-worker';

it.each([
  [undefined],
  ['text'],
  [{ kind: 'dance' }],
  [{ ...aReplyJob(), turn: 0 }],
  [{ ...aReplyJob(), more: 1 }],
])('rejects the malformed job %j', async (event) => {
  const { worker } = aBench();
  await expect(worker(event)).rejects.toThrow(InvalidInputError);
});

it('says where a job is malformed without its content', async () => {
  const { worker, log } = aBench();
  const event = { ...aReplyJob(), greeting: 7, variables: { caller: 14155550100 } };
  const error = await worker(event).catch((thrown: unknown) => thrown);
  expect((error as InvalidInputError).faults.map(({ path }) => path)).toEqual([
    'variables.caller',
    'greeting',
  ]);
  expect(log.messages('error')).toEqual(['the turn worker was given a malformed job']);
  expect(`${String(error)} ${log.public}`).not.toContain('14155550100');
});

it('does not reject when the table is out, because a repetition would come too late', async () => {
  const { worker, store, log } = aBench({ thinks: [['We open at nine.']] });
  store.failing = [1, 2, 3, 4];
  await worker(aReplyJob());
  expect(log.messages('error')).toEqual(['the turn worker failed']);
});
