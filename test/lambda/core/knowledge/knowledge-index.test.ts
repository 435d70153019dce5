import { ByonError } from '../../../../lambda/core/errors';
import { KnowledgeIndex } from '../../../../lambda/core/knowledge/knowledge-index';

const FEES = { heading: 'Fees', text: 'A consultation costs 600 rupees.' };
const HOURS = { heading: 'Hours', text: 'We are open from nine to seven. On Sundays we are closed.' };
const PARKING = { heading: 'Parking', text: 'Cars park behind the building.' };
const VIDEO = { heading: 'Video', text: 'Doctor Rao sees patients by video.' };
const PASSAGES = [FEES, HOURS, PARKING, VIDEO];

const index = KnowledgeIndex.of(PASSAGES);
const find = (heard: string, said = '') => index.find({ heard, said });

it('gives the same text for the same passages, and another one for others', () => {
  expect(KnowledgeIndex.of([...PASSAGES]).toJson()).toBe(index.toJson());
  expect(KnowledgeIndex.of([...PASSAGES, { heading: '', text: 'More.' }]).toJson()).not.toBe(index.toJson());
});

it('finds the same after it was written and read', () => {
  const read = KnowledgeIndex.fromJson(index.toJson());
  expect(read.toJson()).toBe(index.toJson());
  expect(read.find({ heard: 'Where can I park?', said: '' })).toEqual([PARKING]);
});

it('refuses an index of another format', () => {
  expect(() => KnowledgeIndex.fromJson(JSON.stringify({ format: 0, passages: [] }))).toThrow(ByonError);
});

it.each([
  ['another ending', 'What are the costs of consulting somebody?', FEES],
  ['a beginning', 'Do you do vid calls?', VIDEO],
  ['a number', 'Is it 600?', FEES],
  [
    'one telling word in a long question',
    'My father is old and comes from far away by train, is there parking?',
    PARKING,
  ],
])('finds a passage by %s', (_, heard, passage) => {
  expect(find(heard)[0]).toEqual(passage);
});

it('goes by what the agent said when the caller has no word of their own', () => {
  expect(find('And how is that?', 'You can see Doctor Rao by video.')).toEqual([VIDEO]);
});

it("puts the caller's words before the agent's", () => {
  expect(find('And on Sunday?', 'You can see Doctor Rao by video.')[0]).toEqual(HOURS);
});

it('does not look things up after one word of the agent alone', () => {
  expect(find('Yes please.', 'Parking?')).toEqual([]);
});

it('leaves out words that most passages have', () => {
  const shop = KnowledgeIndex.of(
    PASSAGES.map(({ heading, text }) => ({ heading: `Asha › ${heading}`, text })),
  );
  expect(shop.find({ heard: 'Is this Asha?', said: '' })).toEqual([]);
});
