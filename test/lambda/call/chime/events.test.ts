import { EVENT_TYPES, smaEvent } from '../../../../lambda/call/chime/events';
import { callDetails, legA, newCall, recorded, smaEventOf } from '../../../builders/sma-event';

describe('an event of a SIP media application', () => {
  test.each(EVENT_TYPES)('%s is understood', (type) => {
    expect(smaEvent.parse(smaEventOf(type, 3))).toMatchObject({ InvocationEventType: type, Sequence: 3 });
  });

  test('may hold members that we do not know', () => {
    const event = { ...newCall(), Future: { a: 1 }, CallDetails: callDetails({ Future: true }) };
    expect(smaEvent.safeParse(event).success).toBe(true);
  });

  test('may write Leg-B, as one example of the documentation does', () => {
    const event = newCall({}, { Participants: [legA({ ParticipantTag: 'Leg-A' })] });
    expect(smaEvent.parse(event).CallDetails.Participants[0]?.ParticipantTag).toBe('LEG-A');
  });

  test('may come without numbers, status, direction and headers', () => {
    const event = newCall({}, { Participants: [{ CallId: 'c', ParticipantTag: 'LEG-A' }] });
    expect(smaEvent.parse(event).CallDetails.Participants[0]).toMatchObject({ To: '', From: '' });
  });

  test.each([
    ['no transaction', { ...newCall(), CallDetails: callDetails({ TransactionId: undefined }) }],
    ['an empty transaction', { ...newCall(), CallDetails: callDetails({ TransactionId: '' }) }],
    ['a sequence in words', { ...newCall(), Sequence: 'one' }],
    ['a negative sequence', { ...newCall(), Sequence: -1 }],
    ['an unknown type', { ...newCall(), InvocationEventType: 'NEW_INCOMING_CALL' }],
    ['a third leg', newCall({ ParticipantTag: 'LEG-C' })],
    ['digits that no key has', recorded(2, { RecordingTerminatorUsed: 'x' })],
    ['a recording without a key', recorded(2, { RecordingDestination: { Type: 'S3', Key: '' } })],
    ['no call', { ...newCall(), CallDetails: undefined }],
    ['a text', 'NEW_INBOUND_CALL'],
    ['nothing', null],
  ])('is refused with %s', (_, event) => {
    expect(smaEvent.safeParse(event).success).toBe(false);
  });
});
