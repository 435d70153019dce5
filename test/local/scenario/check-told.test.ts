import { checkTold } from '../../../local/scenario/check-told';
import { aCallEnded } from '../../builders/call-ended';

const event = aCallEnded({ summary: 'All is well.', fields: { urgent: true } });
const request = { url: 'https://crm.example.com/', event, taken: true };

it('holds when all that is expected is there, among other things', () => {
  const expected = { event: { summary: 'all is', fields: { urgent: true }, transcript: null } };
  expect(checkTold({ events: [event], requests: [request] }, { ...expected, webhook: ['taken'] })).toEqual(
    [],
  );
  expect(checkTold({ events: [], requests: [] }, {})).toEqual([]);
});

it('says what does not hold', () => {
  const expected = { summary: 'nothing', fields: { urgent: false }, tools: [{ name: 'x' }], turns: null };
  const other = { ...request, event: { ...event, id: 'call-2' } };
  expect(checkTold({ events: [event], requests: [other] }, { event: expected, webhook: ['failed'] })).toEqual(
    [
      'event: the end of one call was told under 2 ids',
      'event.summary: expected "nothing", found "All is well."',
      'event.fields.urgent: expected false, found true',
      'event.tools: {"name":"x"} was not there; found []',
      'event.turns: expected none, found 1',
      'webhook: expected failed, found taken',
    ],
  );
  expect(checkTold({ events: [], requests: [] }, { event: {} })).toEqual(['event: expected one, found 0']);
});
