import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { DynamoConsents } from '../../../../lambda/adapters/dynamodb/consent-store';
import { DynamoEvidence } from '../../../../lambda/adapters/dynamodb/evidence-store';
import { DynamoOptOuts } from '../../../../lambda/adapters/dynamodb/opt-out-store';
import { DynamoScrubs } from '../../../../lambda/adapters/dynamodb/scrub-store';
import type { OptOutRecord } from '../../../../lambda/core/calls/opt-out';
import { verifyChain } from '../../../../lambda/adapters/evidence-chain';
import { decideDial } from '../../../../lambda/core/compliance/decide-dial';
import { openDynamo, type LocalDynamo } from '../../../../local/aws/dynamodb';
import { WallClock } from '../../../../local/clock';
import { NOON, someFacts } from '../../../builders/dial-facts';

let dynamo: LocalDynamo;
beforeAll(async () => {
  dynamo = await openDynamo(new WallClock());
});
afterAll(() => dynamo.close());

const registry = () => ({ client: dynamo.client, table: dynamo.registryTable });
const hashOf = (digit: string) => digit.repeat(64);

async function itemAt(pk: string, sk: string): Promise<Record<string, unknown> | undefined> {
  const { Item } = await dynamo.client.send(
    new GetItemCommand({ TableName: dynamo.registryTable, Key: { pk: { S: pk }, sk: { S: sk } } }),
  );
  return Item && unmarshall(Item);
}

it('an opt-out stays as it was first said, does not expire, and is found by the hash', async () => {
  const record: OptOutRecord = {
    callee: hashOf('a'),
    agent: 'reception',
    companyNumber: '+918041234567',
    callId: 'call-1',
    at: 1,
    via: 'voice',
  };
  const optOuts = new DynamoOptOuts(registry());
  await optOuts.add(record);
  await optOuts.add({ ...record, callId: 'call-2', at: 2 });
  expect(await optOuts.find(record.callee)).toEqual(record);
  expect(await optOuts.find(hashOf('b'))).toBeUndefined();
  const pk = `OPTOUT#${record.callee}`;
  expect(await itemAt(pk, 'OPTOUT')).toEqual({ ...record, pk, sk: 'OPTOUT' });
});

describe('a scrub', () => {
  it('gives way to a newer one and not to an older one', async () => {
    const scrubs = new DynamoScrubs(registry());
    const record = { ...someFacts().scrub!, callee: hashOf('c'), scrubbedAt: 10 };
    expect(await scrubs.save(record)).toBe(true);
    expect(await scrubs.save({ ...record, scrubbedAt: 9, preference: 'fully-blocked' })).toBe(false);
    expect(await scrubs.find(record.callee)).toEqual(record);
    expect(await scrubs.save({ ...record, scrubbedAt: 11, preference: 'fully-blocked' })).toBe(true);
    expect(await scrubs.find(record.callee)).toMatchObject({ preference: 'fully-blocked' });
    expect(await scrubs.find(hashOf('d'))).toBeUndefined();
  });
});

describe('a consent', () => {
  const [consent] = someFacts().consents!;
  const consents = () => new DynamoConsents(registry());

  it('is one for its id, among those of its callee', async () => {
    const record = { ...consent!, callee: hashOf('e') };
    await consents().save(record);
    await consents().save({ ...record, id: 'paper-1' });
    await consents().save({ ...record, proof: 'entry 2' });
    expect(await consents().list(record.callee)).toEqual([
      { ...record, id: 'paper-1' },
      { ...record, proof: 'entry 2' },
    ]);
    expect(await consents().list(hashOf('f'))).toEqual([]);
  });

  it('stays revoked, as of the first time', async () => {
    const record = { ...consent!, callee: hashOf('1') };
    expect(await consents().revoke(record, 5)).toBe(false);
    await consents().save(record);
    expect(await consents().revoke(record, 5)).toBe(true);
    expect(await consents().revoke(record, 6)).toBe(true);
    await consents().save(record);
    expect(await consents().list(record.callee)).toEqual([{ ...record, revokedAt: 5 }]);
  });
});

describe('evidence', () => {
  const draft = (callee: string, at: number, reference: string) => {
    const facts = someFacts({ at, callee: { hash: callee, country: 'IN' } });
    return { callee, at, reference, facts, decision: decideDial(facts) };
  };
  const evidence = () => new DynamoEvidence(registry());

  it('is a sound chain, read back as it was written', async () => {
    const callee = hashOf('2');
    const written = [];
    for (const i of [0, 1, 2]) written.push(await evidence().append(draft(callee, NOON + i, `ref-${i}`)));
    const read = await evidence().history(callee, 0);
    expect(read).toEqual(written);
    expect(read.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(verifyChain(read)).toEqual({ sound: true });
    expect(await evidence().last(callee)).toEqual(written[2]);
    expect(await itemAt(`DECISION#${callee}`, 'SEQ#0000000003')).toMatchObject({ reference: 'ref-2' });
  });

  it('is found by its time', async () => {
    const callee = hashOf('3');
    for (const i of [1, 2, 3, 4]) await evidence().append(draft(callee, i, `ref-${i}`));
    const between = async (from: number, to?: number) =>
      (await evidence().history(callee, from, to)).map(({ at }) => at);
    expect(await between(2)).toEqual([2, 3, 4]);
    expect(await between(2, 3)).toEqual([2, 3]);
    expect(await between(5)).toEqual([]);
    expect(await evidence().history(hashOf('4'), 0)).toEqual([]);
    expect(await evidence().last(hashOf('4'))).toBeUndefined();
  });

  it('of decisions at the same time is one chain with all of them', async () => {
    const callee = hashOf('5');
    const references = Array.from({ length: 8 }, (_, i) => `ref-${i}`);
    await Promise.all(references.map((reference) => evidence().append(draft(callee, NOON, reference))));
    const read = await evidence().history(callee, 0);
    expect(read.map(({ reference }) => reference).sort()).toEqual(references);
    expect(verifyChain(read)).toEqual({ sound: true });
  });

  it('is not written of a decision that did not know the newest one', async () => {
    const callee = hashOf('6');
    const wins = await Promise.all(
      ['a', 'b', 'c'].map((reference) => evidence().append(draft(callee, NOON, reference), 0)),
    );
    expect(wins.filter((record) => record !== undefined)).toHaveLength(1);
    expect(await evidence().append(draft(callee, NOON, 'late'), 0)).toBeUndefined();
    expect(await evidence().append(draft(callee, NOON, 'next'), 1)).toMatchObject({ seq: 2 });
    expect(await evidence().history(callee, 0)).toHaveLength(2);
  });

  it('that somebody has tampered with in the table is noticed', async () => {
    const callee = hashOf('7');
    for (const i of [1, 2, 3]) await evidence().append(draft(callee, i, `ref-${i}`));
    const { Item } = await dynamo.client.send(
      new GetItemCommand({
        TableName: dynamo.registryTable,
        Key: { pk: { S: `DECISION#${callee}` }, sk: { S: 'SEQ#0000000002' } },
      }),
    );
    const Tampered = { ...Item, reference: { S: 'other' } };
    await dynamo.client.send(new PutItemCommand({ TableName: dynamo.registryTable, Item: Tampered }));
    expect(verifyChain(await evidence().history(callee, 0))).toEqual({
      sound: false,
      seq: 2,
      fault: 'changed',
    });
  });
});
