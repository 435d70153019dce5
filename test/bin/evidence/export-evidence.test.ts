import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { exportEvidence } from '../../../bin/evidence/export-evidence';
import { DynamoEvidence } from '../../../lambda/adapters/dynamodb/evidence-store';
import { verifyChain } from '../../../lambda/adapters/evidence-chain';
import { SecretCalleeHash } from '../../../lambda/adapters/secret-callee-hash';
import { decideDial } from '../../../lambda/core/compliance/decide-dial';
import { evidenceRecord } from '../../../lambda/core/compliance/evidence';
import { NOON, someFacts } from '../../builders/dial-facts';
import { AWS, DeployedRegistry } from '../registry/deployed-registry';

const CALLEE = '+919876543210';
const ARN = 'arn:aws:secretsmanager:eu-west-2:111122223333:secret:CalleeKey-AbCdEf';
const KEY = 'the key of the callees, as Secrets Manager has made it';
const DAY_MS = 86_400_000;

let registry: DeployedRegistry;
let hash: string;
beforeEach(async () => {
  registry = await DeployedRegistry.open();
  registry.laptop.aws.secrets.secrets.set(ARN, KEY);
  registry.laptop.aws.account.stacks.get('eu-west-2/Byon')!.outputs = { CalleeKey: ARN };
  hash = await new SecretCalleeHash({ secret: async () => KEY }).of(CALLEE);
  const evidence = new DynamoEvidence(registry);
  for (const [i, days] of [-2, 0, 1].entries()) {
    const facts = { ...someFacts(), at: NOON + days * DAY_MS };
    const reference = `${i}`.repeat(32);
    await evidence.append({ callee: hash, at: facts.at, reference, facts, decision: decideDial(facts) });
  }
});
afterEach(() => registry.close());

const folder = () => path.join(registry.laptop.folder, 'evidence');
const run = (changes = {}) =>
  exportEvidence(
    { ...AWS, callee: CALLEE, from: '2026-11-24', to: '2026-11-24', out: folder(), ...changes },
    registry.output,
  );
const written = (name: string) => readFileSync(path.join(folder(), name), 'utf8');

it('writes the decisions of the days as records that can be verified, and as a page', async () => {
  expect(await run({ to: '2026-11-25T23:00:00+05:30' })).toBe(0);
  const records = written('decisions.jsonl')
    .trim()
    .split('\n')
    .map((line) => evidenceRecord.parse(JSON.parse(line)));
  expect(records.map(({ seq }) => seq)).toEqual([2, 3]);
  expect(verifyChain(records)).toEqual({ sound: true });
  const page = written('evidence.html');
  expect(page).toContain(CALLEE);
  expect(page).toContain('sound: 3 records as they were written');
  expect(page).toMatch(/<h2>2\. 2026-11-24T06:30:00\.000Z: (allowed|denied)<\/h2>/);
  expect(page).not.toContain('<h2>1.');
  expect(page).toContain('<td>opt-out</td>');
  expect(registry.told()).toMatch(/^2 of 3 decisions are in .*\nChain: sound: 3 records/);
});

it('tells of a record that somebody has changed', async () => {
  await registry.client.send(
    new UpdateItemCommand({
      TableName: registry.table,
      Key: marshall({ pk: `DECISION#${hash}`, sk: 'SEQ#0000000002' }),
      UpdateExpression: 'SET #reference = :other',
      ExpressionAttributeNames: { '#reference': 'reference' },
      ExpressionAttributeValues: marshall({ ':other': 'f'.repeat(32) }),
    }),
  );
  expect(await run()).toBe(1);
  expect(registry.told()).toContain('Chain: NOT SOUND: record 2 was changed.');
  expect(written('evidence.html')).toContain('NOT SOUND: record 2 was changed');
});

it('tells of a callee about whom nothing was decided', async () => {
  expect(await run({ callee: '+919876543211' })).toBe(0);
  expect(registry.told()).toContain('Chain: there are none.');
  expect(written('decisions.jsonl')).toBe('');
});

it('tells all faults of the options, and writes nothing over', async () => {
  await run();
  await expect(run({ callee: '98765', from: 'May', to: '2026-13-01' })).rejects.toThrow(
    /byon evidence export has 5 faults:\n {2}--callee: must be E\.164[^]*--from:[^]*it is May\n[^]*--to:[^]*--out: has decisions\.jsonl already/,
  );
  await expect(run({ from: '2026-11-25', out: `${folder()}2` })).rejects.toThrow(
    /--to: must not be before --from/,
  );
});

it('says what to do where the stack makes no calls', async () => {
  registry.laptop.aws.account.stacks.get('eu-west-2/Byon')!.outputs = {};
  await expect(run()).rejects.toThrow(/Stack Byon makes no calls/);
});
