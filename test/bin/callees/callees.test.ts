import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { importConsents } from '../../../bin/callees/import-consents';
import { addOptOut, showOptOut } from '../../../bin/callees/opt-outs';
import { revokeConsents } from '../../../bin/callees/revoke-consents';
import { DynamoConsents } from '../../../lambda/adapters/dynamodb/consent-store';
import { DynamoOptOuts } from '../../../lambda/adapters/dynamodb/opt-out-store';
import { SecretCalleeHash } from '../../../lambda/adapters/secret-callee-hash';
import { InvalidInputError } from '../../../lambda/core/errors';
import { AWS, DeployedRegistry } from '../registry/deployed-registry';

const CALLEE = '+919876543210';
const OTHER = '+919876543211';
const ARN = 'arn:aws:secretsmanager:eu-west-2:111122223333:secret:CalleeKey-AbCdEf';
const KEY = 'the key of the callees, as Secrets Manager has made it';
const HEAD = 'number,id,kind,purposes,channel,capturedAt,proof';
const SOUND = `${CALLEE},web-1,explicit,service;transactional,voice,2026-11-01T09:00:00+05:30,web form`;

let registry: DeployedRegistry;
let callee: string;
beforeEach(async () => {
  registry = await DeployedRegistry.open();
  registry.laptop.aws.secrets.secrets.set(ARN, KEY);
  registry.laptop.aws.account.stacks.get('eu-west-2/Byon')!.outputs = { CalleeKey: ARN };
  callee = await new SecretCalleeHash({ secret: async () => KEY }).of(CALLEE);
});
afterEach(() => registry.close());

const report = () => path.join(registry.laptop.folder, 'report.csv');
const run = (rows: string[], { dryRun = false } = {}) => {
  const file = registry.file('consents.csv', [HEAD, ...rows].join('\n'));
  return importConsents(file, { ...AWS, dryRun, report: report() }, registry.output);
};
const kept = () => new DynamoConsents(registry).list(callee);

describe('consents import', () => {
  it('notes consents under the hash of the number, as often as it is run', async () => {
    const rows = [SOUND, SOUND.replace('web-1', 'web-2').replace(CALLEE, OTHER)];
    for (const _ of [1, 2]) {
      expect(await run(rows)).toBe(0);
      expect(registry.told()).toBe('consents.csv: 2 of 2 rows noted.\n');
    }
    expect(await kept()).toEqual([
      {
        ...{ id: 'web-1', callee, kind: 'explicit', purposes: ['service', 'transactional'] },
        ...{ channel: 'voice', capturedAt: Date.parse('2026-11-01T03:30:00Z'), proof: 'web form' },
      },
    ]);
  });

  it('writes nothing of a file with faults, and tells all of them by line', async () => {
    const rows = [
      SOUND,
      SOUND,
      `12,,maybe,service,voice,2026-11-01,`,
      SOUND.replace('web-1', 'web-2').replace('2026', '2999'),
      SOUND.replace(CALLEE, '+910000000').replace('web-1', 'web-3'),
      'x',
    ];
    const imported = run(rows);
    await expect(imported).rejects.toBeInstanceOf(InvalidInputError);
    const message = await imported.catch((error: Error) => error.message);
    for (const told of [
      'nothing was written',
      'line 3, id: stands with this number in line 2 already',
      'line 4, number: must be E.164',
      'line 4, id: is missing',
      'line 4, kind: must be one of explicit, inferred',
      'line 4, capturedAt: must be a moment with its zone',
      'line 4, proof: is missing',
      'line 5, capturedAt: is still to come',
      'line 6, number: cannot be a telephone number',
      'line 7: has 1 cells, and the head has 7',
    ]) {
      expect(message).toContain(told);
    }
    expect(await kept()).toEqual([]);
  });

  it('puts faults that are too many for a screen into a report', async () => {
    const rows = Array.from({ length: 30 }, () => 'x');
    await expect(run(rows)).rejects.toThrow('30 faults in 30 rows, and nothing was written');
    expect(readFileSync(report(), 'utf8').trim().split('\n')).toHaveLength(31);
  });

  it('refuses a head with a column too many or too few', async () => {
    const file = registry.file('other.csv', 'number,id,kind,purpose,channel,capturedAt,proof\n');
    const options = { ...AWS, dryRun: false, report: report() };
    const message = await importConsents(file, options).catch((error: Error) => error.message);
    expect(message).toContain('the head has no column purposes');
    expect(message).toContain('column purpose is not known; did you mean purposes?');
    await expect(importConsents('consents.json', options)).rejects.toThrow('must end in .csv');
    await expect(run([])).rejects.toThrow('has no rows');
  });

  it('looks only, where it is told so', async () => {
    expect(await run([SOUND], { dryRun: true })).toBe(0);
    expect(registry.told()).toContain('one row without fault. Nothing was written.');
    expect(await kept()).toEqual([]);
  });

  it('lets what was revoked be, and says so', async () => {
    await run([SOUND]);
    await revokeConsents(CALLEE, AWS, registry.output);
    registry.told();
    expect(await run([SOUND])).toBe(1);
    expect(registry.told()).toContain('1 stay revoked, as they were: lines 2.');
    expect(await kept()).toMatchObject([{ revokedAt: expect.any(Number) }]);
  });
});

describe('consents revoke', () => {
  it('revokes one, or all that are left', async () => {
    await run([SOUND, SOUND.replace('web-1', 'web-2'), SOUND.replace('web-1', 'web-3')]);
    registry.told();
    await revokeConsents(CALLEE, { ...AWS, id: 'web-2' }, registry.output);
    expect(registry.told()).toBe(`${CALLEE}: revoked web-2. It holds from the next dial on.\n`);
    await revokeConsents(CALLEE, AWS, registry.output);
    expect(registry.told()).toContain('revoked web-1, web-3.');
    await revokeConsents(CALLEE, AWS, registry.output);
    expect(registry.told()).toContain('no consent that is not revoked');
    const unknown = revokeConsents(CALLEE, { ...AWS, id: 'web-9' });
    await expect(unknown).rejects.toThrow('id: there is no such consent; there are web-1, web-2, web-3');
  });
});

describe('opt-outs', () => {
  it('are noted once, with who did it, and shown', async () => {
    expect(await showOptOut(CALLEE, AWS, registry.output)).toBe(1);
    expect(registry.told()).toBe(`${CALLEE} has not opted out.\n`);
    await addOptOut(CALLEE, AWS, registry.output);
    expect(registry.told()).toContain('is not called any more, from the next dial on');
    const first = await new DynamoOptOuts(registry).find(callee);
    expect(first).toMatchObject({ via: 'operator', by: expect.any(String) });
    await addOptOut(CALLEE, AWS, registry.output);
    expect(registry.told()).toContain('has opted out already');
    expect(await new DynamoOptOuts(registry).find(callee)).toEqual(first);
    expect(await showOptOut(CALLEE, AWS, registry.output)).toBe(0);
    expect(registry.told()).toMatch(/has opted out: \d{4}-.*Z, noted by hand, by /);
  });

  it('are those of numbers only, of a stack that keeps some', async () => {
    await expect(addOptOut('9876543210', AWS)).rejects.toThrow('must be E.164');
    registry.laptop.aws.account.stacks.get('eu-west-2/Byon')!.outputs = {};
    await expect(addOptOut(CALLEE, AWS)).rejects.toThrow('Write the section outbound into its config');
  });
});
