import { anAgent } from '../../builders/agent';
import {
  actionDone,
  CALL_ID,
  digitsGathered,
  newCall,
  recorded,
  smaEventOf,
  type RawEvent,
} from '../../builders/sma-event';
import { replyParts } from '../../builders/turn';
import { CallDesk, noteTurn } from './call-desk';

const CARD = '4929123412341234';
const ASK = { type: 'collect', name: 'card', min: 16, max: 16, private: true, gapSeconds: 4 } as const;

/** A worker that asks for a card in the first turn and listens in the second. */
const desk = () =>
  new CallDesk({
    agent: anAgent(),
    worker: (job, at) => {
      const isFirst = job.kind === 'reply' && job.turn === 1;
      const parts = replyParts(isFirst ? 'Key in your card.' : 'Thank you.');
      return noteTurn(at, job, { status: 'replied', parts, next: isFirst ? ASK : { type: 'listen' } });
    },
  });
const keys = (sequence: number, digits: string): RawEvent =>
  smaEventOf('DIGITS_RECEIVED', sequence, { ActionData: { Type: 'ReceiveDigits', ReceivedDigits: digits } });

async function asked() {
  const here = desk();
  await here.send(newCall());
  expect(await here.send(recorded(2))).toEqual(['PlayAudioAndGetDigits']);
  return here;
}

test('a card number is kept apart, and stands in no snapshot, record, job or log', async () => {
  const here = await asked();
  expect(await here.answerTo(keys(3, CARD))).toMatchObject({ Actions: [] });
  await here.send(digitsGathered(4, CARD));
  await here.answerTo(keys(5, '4#'));
  expect(await here.vault.find(CALL_ID, 'card')).toBe(CARD);
  const { snapshots, calls } = here.kept;
  const turns = await here.kept.listTurns(CALL_ID);
  const everywhere = [[...snapshots], [...calls], turns, here.turns.jobs, here.log.entries];
  expect(JSON.stringify(everywhere)).not.toContain(CARD);
  expect(here.turns.jobsOf('reply')[1]?.input).toEqual({ kind: 'collected', name: 'card', count: 16 });
});

test('an answer to it that is asked for twice finds the digits kept once and the turn started once', async () => {
  const here = await asked();
  const event = digitsGathered(3, CARD);
  const first = await here.answerTo(event);
  expect(await here.answerTo(event, here.anotherHandler())).toEqual(first);
  expect(here.turns.jobsOf('reply')).toHaveLength(2);
});

test('digits that cannot be kept are no digits: the caller is told, and the agent starts no turn', async () => {
  const here = await asked();
  here.vault.keep = () => Promise.reject(new Error(`the table failed`));
  const heard = await here.send(digitsGathered(3, CARD));
  expect(heard.at(-1)).toBe('RecordAudio');
  expect(here.turns.jobsOf('reply')).toHaveLength(1);
  expect(here.log.messages('error')).toContain('private digits not kept');
  expect(JSON.stringify(here.log.entries)).not.toContain(CARD);
});

test('news of a key that means nothing does not make an answer under way look late', async () => {
  const here = desk();
  await here.send(newCall());
  await here.send(recorded(2));
  const version = here.kept.snapshots.get(CALL_ID)?.version;
  await here.answerTo(keys(4, '4'));
  expect(here.kept.snapshots.get(CALL_ID)?.version).toBe(version);
  await here.send(digitsGathered(3, CARD));
  expect(here.turns.jobsOf('reply')).toHaveLength(2);
  expect(await here.send(actionDone(5, 'PlayAudio'))).toBeDefined();
});
