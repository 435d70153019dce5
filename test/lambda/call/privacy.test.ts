import { anAgent } from '../../builders/agent';
import { aNumber, CALLER, NUMBER } from '../../builders/number';
import {
  actionDone,
  actionFailed,
  digitsGathered,
  hangUp,
  invalidAnswer,
  legA,
  newCall,
  recorded,
  recordedUntilKey,
  updateRequested,
} from '../../builders/sma-event';
import { replyParts } from '../../builders/turn';
import { throws } from '../../fakes/faulty';
import { CallDesk, noteTurn } from './call-desk';

const TRANSCRIPT = 'my card is four seven one one';
const KEYED = '471199';
const HUMAN = '+918049876543';

/** Digits of a number, however it is written. */
const PERSONAL = [CALLER, NUMBER, HUMAN].map((number) => number.slice(3)).concat(KEYED, TRANSCRIPT);

test('what is logged of a call names nobody: no number, no digits, no words', async () => {
  const desk = new CallDesk({
    agent: anAgent({ fallback: { transfer: HUMAN } }),
    worker: (job, at) =>
      noteTurn(at, job, {
        status: 'replied',
        heard: TRANSCRIPT,
        parts: replyParts(TRANSCRIPT),
        next: { type: 'transfer', to: HUMAN },
      }),
  });
  await desk.send(newCall());
  await desk.send(recordedUntilKey(2, '4'));
  await desk.send(digitsGathered(3, KEYED));
  const ErrorMessage = `Caller Id ${CALLER} is not valid`;
  await desk.send(actionFailed(4, 'CallAndBridge', { ErrorMessage, Parameters: { CallerIdNumber: CALLER } }));
  await desk.send(recorded(5));
  await desk.send(actionDone(6, 'CallAndBridge'));
  await desk.send(invalidAnswer(7));
  await desk.send(updateRequested(8, { byon: 'end', note: CALLER }));
  await desk.send(hangUp(9));

  expect(desk.log.messages()).toContain('call admitted');
  expect(desk.log.messages()).toContain('action failed');
  for (const secret of PERSONAL) expect(desk.log.public).not.toContain(secret);
  expect(JSON.stringify(desk.log.entries)).toContain(CALLER);
});

test.each(['unknown', 'suspended'])('nor what is logged of a call that is turned away: %s', async (why) => {
  const desk = new CallDesk();
  if (why === 'suspended') desk.directory.addNumber(aNumber({ status: 'suspended' }));
  await desk.send(newCall(why === 'unknown' ? { To: HUMAN } : {}));
  expect(desk.log.messages()).toContain('call turned away');
  for (const secret of PERSONAL) expect(desk.log.public).not.toContain(secret);
});

test('nor what is logged when things go wrong', async () => {
  const desk = new CallDesk();
  await desk.answerTo({ ...newCall(), Sequence: CALLER });
  await desk.answerTo(newCall({ ParticipantTag: CALLER, SipHeaders: { 'X-Byon-Did': 7 } }));
  desk.faults.load = throws('no table');
  await desk.answerTo(newCall());
  await desk.answerTo(actionFailed(2, 'Speak', { ErrorMessage: CALLER }, { Participants: [legA()] }));
  expect(desk.log.messages('error')).toEqual(
    expect.arrayContaining(['event not understood', 'event not handled']),
  );
  for (const secret of PERSONAL) expect(desk.log.public).not.toContain(secret);
});
