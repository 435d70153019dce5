import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { DynamoCarrierNotes } from '../../../../lambda/adapters/dynamodb/carrier-notes';
import type { CarrierNotes } from '../../../../lambda/core/carriers/carrier-notes';
import type { NumberNote } from '../../../../lambda/core/carriers/plan-numbers';
import { openDynamo, type LocalDynamo } from '../../../../local/aws/dynamodb';
import { WallClock } from '../../../../local/clock';
import { CarrierNotebook } from '../../../fakes/carrier-notes';

let dynamo: LocalDynamo;
beforeAll(async () => {
  dynamo = await openDynamo(new WallClock());
});
afterAll(() => dynamo.close());

const notebook = new CarrierNotebook();
const openers: Record<string, (owner: string) => CarrierNotes> = {
  'in the table': (owner) =>
    new DynamoCarrierNotes({ client: dynamo.client, table: dynamo.registryTable, owner }),
  'in memory': (owner) => notebook.of(owner),
};

const note = (number: string, more: Partial<NumberNote> = {}): NumberNote => ({
  number,
  account: 'AC1',
  before: { trunkSid: '', voiceUrl: 'https://customer.example/voice?a=1' },
  ours: [{ trunkSid: 'TK1', voiceUrl: '' }],
  changing: false,
  ...more,
});

describe.each(Object.entries(openers))('notes %s', (_, open) => {
  let owners = 0;
  const owner = () => `owner-${++owners}`;

  it('are what was saved last, to the byte', async () => {
    const notes = open(owner());
    await notes.saveNumber(note('+14155550100', { changing: true }));
    await notes.saveNumber(note('+14155550101'));
    await notes.saveNumber(note('+14155550100', { ours: [{ trunkSid: 'TK1' }, { trunkSid: 'TK2' }] }));

    expect(await notes.numbers()).toEqual([
      note('+14155550100', { ours: [{ trunkSid: 'TK1' }, { trunkSid: 'TK2' }] }),
      note('+14155550101'),
    ]);
  });

  it('are gone once forgotten, and may be forgotten twice', async () => {
    const notes = open(owner());
    await notes.saveNumber(note('+14155550100'));
    await notes.forgetNumber('+14155550100');
    await notes.forgetNumber('+14155550100');

    expect(await notes.numbers()).toEqual([]);
  });

  it('of parts stand beside those of numbers', async () => {
    const notes = open(owner());
    await notes.saveNumber(note('+14155550100'));
    await notes.savePart('acl', { id: 'AL1', ranges: ['3.80.16.0/23'], nested: { none: null } });

    expect(await notes.findPart('acl')).toEqual({
      id: 'AL1',
      ranges: ['3.80.16.0/23'],
      nested: { none: null },
    });
    expect(await notes.findPart('other')).toBeUndefined();
    expect(await notes.numbers()).toHaveLength(1);
    await notes.forgetPart('acl');
    expect(await notes.findPart('acl')).toBeUndefined();
  });

  it('tell who else has a number by now, and let that note be changed', async () => {
    const [mine, theirs] = [open(owner()), open(owner())];
    await mine.saveNumber(note('+14155550109'));
    expect(await mine.heirOf('+14155550109')).toBeUndefined();
    await theirs.saveNumber(note('+14155550109', { ours: [{ trunkSid: 'TK9' }] }));

    const heir = await mine.heirOf('+14155550109');
    expect(heir?.note).toEqual(note('+14155550109', { ours: [{ trunkSid: 'TK9' }] }));
    expect(await theirs.heirOf('+14155550109')).toBeUndefined();
    await heir!.save(note('+14155550109', { before: { trunkSid: 'TK0' } }));
    await mine.forgetNumber('+14155550109');
    expect(await theirs.numbers()).toEqual([note('+14155550109', { before: { trunkSid: 'TK0' } })]);

    await mine.saveNumber(note('+14155550109'));
    await theirs.forgetNumber('+14155550109');
    expect(await mine.heirOf('+14155550109')).toBeUndefined();
  });

  it('of who has forgotten a number make nobody its heir', async () => {
    const [mine, theirs] = [open(owner()), open(owner())];
    await mine.saveNumber(note('+14155550108'));
    await theirs.saveNumber(note('+14155550108'));
    await theirs.forgetNumber('+14155550108');

    expect(await mine.heirOf('+14155550108')).toBeUndefined();
  });

  it('are of one owner', async () => {
    const [mine, theirs] = [open(owner()), open(owner())];
    await mine.saveNumber(note('+14155550100'));
    await theirs.savePart('acl', { id: 'AL1' });

    expect(await theirs.numbers()).toEqual([]);
    expect(await mine.findPart('acl')).toBeUndefined();
  });
});

describe('in the table', () => {
  const open = (owner: string) => openers['in the table']!(owner);

  it('are found on every page', async () => {
    const notes = open('many');
    const long = 'x'.repeat(200_000);
    const numbers = Array.from({ length: 12 }, (_, i) => `+141555501${10 + i}`);
    for (const number of numbers) await notes.saveNumber(note(number, { before: { voiceUrl: long } }));

    expect((await notes.numbers()).map(({ number }) => number)).toEqual(numbers);
  });

  it.each([
    ['a member too many', { colour: 'red' }, 'the whole'],
    ['a routing that is none', { before: { trunkSid: 5 } }, 'before.trunkSid'],
    ['none of the mark of a change', { changing: undefined }, 'changing'],
  ])('that somebody else has written are not guessed at: %s', async (what, wrong, place) => {
    const Item = marshall(
      { pk: `CARRIER#${what}`, sk: 'NUMBER#+14155550100', ...note('+14155550100'), ...wrong },
      { removeUndefinedValues: true },
    );
    await dynamo.client.send(new PutItemCommand({ TableName: dynamo.registryTable, Item }));

    const read = open(what).numbers();

    await expect(read).rejects.toThrow(`that this version cannot read (${place})`);
    await expect(read).rejects.not.toThrow('4155550100');
  });
});
