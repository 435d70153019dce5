import * as fc from 'fast-check';
import { answer as contract } from '../../../lambda/call/chime/actions';
import { anyEvent, mutatedEvent } from '../../builders/mutations';
import { replyParts } from '../../builders/turn';
import { CallDesk, noteTurn } from './call-desk';

const EVENTS = 2000;
const EVENTS_A_CALL = 10;

/** Calls whose worker answers at once, so that they get further than waiting. */
const desk = () =>
  new CallDesk({
    worker: (job, at) =>
      noteTurn(at, job, { status: 'replied', parts: replyParts('Yes.', 'No.'), next: { type: 'listen' } }),
  });

/** Sequences may repeat and go backwards: each event brings its own. */
const eventsOfACall = fc.array(
  fc.oneof({ weight: 1, arbitrary: anyEvent }, { weight: 2, arbitrary: mutatedEvent }, fc.anything()),
  { minLength: EVENTS_A_CALL, maxLength: EVENTS_A_CALL },
);

test(`${EVENTS} random or mutated events never crash the handler and never yield an invalid answer`, async () => {
  const reached = new Set<string>();
  await fc.assert(
    fc.asyncProperty(eventsOfACall, async (events) => {
      const { handler, clock, kept } = desk();
      for (const event of events) {
        const from = clock.now();
        const answer = await handler(event);
        expect(contract.safeParse(answer).error?.issues ?? []).toEqual([]);
        expect(clock.now() - from).toBeLessThanOrEqual(3500);
      }
      for (const { conversation } of kept.snapshots.values()) reached.add(conversation.phase);
    }),
    { numRuns: EVENTS / EVENTS_A_CALL },
  );
  // Had all events been refused at the door, nothing would have been proved.
  expect([...reached]).toEqual(
    expect.arrayContaining(['greeting', 'listening', 'digits', 'ending', 'ended']),
  );
});

test('events in disorder, as AWS sends them, always keep the call in a known phase', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyEvent, { maxLength: 12 }), async (events) => {
      const here = desk();
      await Promise.all(events.map((event) => here.answerTo(event)));
      for (const { conversation, version, answers } of here.kept.snapshots.values()) {
        expect(conversation.phase).not.toBe('arriving');
        expect(version).toBeLessThanOrEqual(events.length);
        expect(answers.length).toBeLessThanOrEqual(4);
      }
      const unlucky = here.log.entries.filter(({ level }) => level === 'error');
      expect(unlucky.every(({ fields }) => String(fields['error']).includes('could not be stored'))).toBe(
        true,
      );
    }),
    { numRuns: 100 },
  );
});
