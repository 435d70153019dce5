import { readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import * as fc from 'fast-check';
import { exportFile } from '../../../../bin/numbers/file/export-file';
import { importFile, importInto, type ImportFileOptions } from '../../../../bin/numbers/file/import-file';
import { suspendNumber } from '../../../../bin/numbers/suspend-number';
import { agentRecord } from '../../../../lambda/adapters/agent-record';
import { DynamoRegistryChanges } from '../../../../lambda/adapters/dynamodb/registry-changes';
import { SystemClock } from '../../../../lambda/adapters/system-clock';
import { InvalidInputError } from '../../../../lambda/core/errors';
import { numberRecord, type NumberRecord } from '../../../../lambda/core/numbers/number';
import { agentSettingsOf } from '../../../builders/agent';
import { aNumber, NUMBER } from '../../../builders/number';
import { AWS, DeployedRegistry, reception, sales } from '../../registry/deployed-registry';

const OTHER = '+918041234568';
const THIRD = '+918041234569';

let registry: DeployedRegistry;
beforeEach(async () => {
  registry = await DeployedRegistry.open();
  await registry.deploy([reception, sales], []);
});
afterEach(() => registry.close());

const csv = (...rows: string[]) => ['number,agent,status,variables', ...rows, ''].join('\n');
const report = () => path.join(registry.laptop.folder, '.byon/import.csv');

async function imports(
  text: string,
  { name = 'numbers.csv', ...options }: Partial<ImportFileOptions> & { name?: string } = {},
) {
  const file = registry.file(name, text);
  const all = { ...AWS, overwrite: false, dryRun: false, report: report(), ...options };
  const status = await importFile(file, all, registry.output);
  return { status, told: registry.told() };
}

async function refusal(text: string, name?: string): Promise<string> {
  const error = await imports(text, name === undefined ? {} : { name }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InvalidInputError);
  expect(await registry.item(NUMBER)).toBeUndefined();
  return (error as Error).message;
}

describe('an import', () => {
  it('brings the rows to the registry, as an operator has them', async () => {
    const { status, told } = await imports(
      csv(`${NUMBER},reception,,`, `${OTHER},sales,suspended,"{""a"":""1""}"`),
    );
    expect({ status, told }).toEqual({
      status: 0,
      told:
        'numbers.csv: 2 numbers.\n  2 added\n  0 changed\n  0 in the registry already, just so\n' +
        'No carrier was asked: lead the calls of new numbers here at their carrier.\n',
    });
    expect(await registry.directory.findNumber(NUMBER)).toEqual(aNumber());
    expect(await registry.directory.findNumber(OTHER)).toEqual(
      aNumber({ number: OTHER, agent: 'sales', status: 'suspended', variables: { a: '1' } }),
    );
    await registry.deploy([reception, sales], []);
    expect(await registry.item(NUMBER)).toMatchObject({ managedBy: 'operator', gsi1pk: 'AGENT#reception' });
  });

  it('reads variables from columns of their own, and a list of records', async () => {
    await imports(`\ufeffagent,number,variables.clinic\r\nreception,${NUMBER},"Asha, Pune"\r\n`);
    expect(await registry.directory.findNumber(NUMBER)).toMatchObject({
      variables: { clinic: 'Asha, Pune' },
    });
    const text = JSON.stringify([
      { number: OTHER, agent: 'sales' },
      { number: THIRD, agent: 'sales', routes: ['rule-1'] },
    ]);
    await imports(text, { name: 'numbers.json' });
    expect(await registry.directory.findNumberOfRoute('rule-1')).toMatchObject({ number: THIRD });
    expect(await registry.directory.findNumber(OTHER)).toMatchObject({ agent: 'sales' });
  });

  it('writes only what differs when it is done again', async () => {
    await imports(csv(`${NUMBER},reception,,`, `${OTHER},sales,,`));
    expect(
      (await imports(csv(`${NUMBER},reception,,`, `${OTHER},reception,,`, `${THIRD},sales,,`))).told,
    ).toContain('  1 added\n  1 changed\n  1 in the registry already, just so\n');
    expect(await registry.directory.findNumber(OTHER)).toMatchObject({ agent: 'reception' });
  });

  it('keeps what an operator has changed since, and says so, unless the file is to win', async () => {
    await imports(csv(`${NUMBER},reception,,`));
    await suspendNumber(NUMBER, { ...AWS, reason: 'complaints' }, registry.output);
    registry.told();
    const kept = await imports(csv(`${NUMBER},reception,,`));
    expect(kept.status).toBe(1);
    expect(kept.told).toContain(
      `  1 kept, though the file says otherwise:\n    ${NUMBER}  as an operator set it\n`,
    );
    expect(await registry.directory.findNumber(NUMBER)).toMatchObject({ status: 'suspended' });
    expect((await imports(csv(`${NUMBER},reception,,`), { overwrite: true })).status).toBe(0);
    expect(await registry.directory.findNumber(NUMBER)).toEqual(aNumber());
    expect((await imports(csv(`${NUMBER},sales,,`))).told).toContain('1 changed');
  });

  it('keeps what a config has, and leaves it the config’s where the file wins', async () => {
    await registry.deploy([reception, sales], [aNumber()]);
    expect((await imports(csv(`${NUMBER},reception,,`))).status).toBe(0);
    const kept = await imports(csv(`${NUMBER},sales,,`));
    expect(kept.status).toBe(1);
    expect(kept.told).toContain(`${NUMBER}  as the config of a stack has it\n`);
    await imports(csv(`${NUMBER},sales,,`), { overwrite: true });
    expect(await registry.item(NUMBER)).toMatchObject({ agent: 'sales', managedBy: 'stack' });
  });

  it('gives up routes that the file no longer has', async () => {
    const json = (routes: string[]) => JSON.stringify({ number: NUMBER, agent: 'reception', routes });
    await imports(json(['rule-1', 'rule-2']), { name: 'numbers.json' });
    await imports(json(['rule-2']), { name: 'numbers.json' });
    expect(await registry.directory.findNumberOfRoute('rule-1')).toBeUndefined();
    expect(await registry.directory.findNumberOfRoute('rule-2')).toMatchObject({ number: NUMBER });
  });

  it('only looks in a dry run', async () => {
    expect((await imports(csv(`${NUMBER},reception,,`), { dryRun: true })).told).toBe(
      'numbers.csv: one row without fault. Nothing was written.\n',
    );
    expect(await registry.item(NUMBER)).toBeUndefined();
  });
});

describe('an import refuses, and writes nothing', () => {
  it('every bad row with its line, property, value and what is allowed', async () => {
    const asking = agentRecord('asking', agentSettingsOf({ greeting: 'This is {{clinic}}.', variables: {} }));
    await registry.deploy(
      [reception, asking],
      [aNumber({ number: THIRD, agent: 'asking', variables: { clinic: 'a' } })],
    );
    const message = await refusal(
      csv(
        `${NUMBER},reception,,`,
        '98765,reception,,',
        `${OTHER},nobody,,`,
        `${NUMBER},reception,,`,
        '+918041234571,reception,asleep,',
        '+918041234572,asking,,',
        '+918041234573,reception,,{',
        '+918041234574,reception',
        '+9112,reception,,',
      ),
    );
    expect(message.split('\n')).toEqual([
      'numbers.csv: 8 faults in 9 rows, and nothing was written:',
      expect.stringMatching(/^ {2}line 3, number: must be E\.164.*; it is "98765"$/),
      '  line 4, agent: there is no agent nobody in the registry; npx byon agents list shows those that there are; it is "nobody"',
      `  line 5, number: stands in line 2 already; keep one of the two; it is "${NUMBER}"`,
      '  line 6, status: must be one of active, suspended; it is "asleep"',
      '  line 7, variables: lacks clinic, which agent asking asks for',
      '  line 8: variables: must be JSON, as in {"clinic":"Asha"} or ["rule-1"], with doubled quotes in CSV',
      '  line 9: has 2 cells, and the head has 4; quote cells with commas',
      expect.stringMatching(/^ {2}line 10, number: must be E\.164/),
      'Next: mend the file, then run this again.',
    ]);
  });

  it('more of them than a screen shows, with all in a report', async () => {
    const rows = Array.from({ length: 30 }, (_, i) => `${i},reception,,`);
    const message = await refusal(csv(`${NUMBER},reception,,`, ...rows));
    expect(message).toContain('30 faults in 31 rows');
    expect(message.match(/\n {2}line /g)).toHaveLength(20);
    expect(message).toContain(`all of them are in ${report()}`);
    const lines = readFileSync(report(), 'utf8').trim().split('\n');
    expect(lines).toHaveLength(31);
    expect(lines[0]).toBe('line,property,value,fault');
    expect(lines[30]).toMatch(/^32,number,"""29""","must be E\.164/);
  });

  it('a route that is another number’s, in the file or in the registry', async () => {
    await registry.deploy([reception, sales], [aNumber({ number: THIRD, routes: ['rule-1'] })]);
    const routed = (number: string, route: string) => ({ number, agent: 'reception', routes: [route] });
    const rows = [routed(NUMBER, 'rule-1'), routed(OTHER, 'rule-2'), routed('+918041234570', 'rule-2')];
    const message = await refusal(rows.map((row) => JSON.stringify(row)).join('\n'), 'numbers.json');
    expect(message).toContain('line 1, routes.0: leads to another number of the registry');
    expect(message).toContain('line 3, routes.0: stands in line 2 already; a route has one number');
  });

  it.each([
    ['numbers.csv', 'nummer,agent\n', /line 1: the head has no column number/],
    ['numbers.csv', 'number,agent,state\n', /line 1: column state is not known; did you mean status\?/],
    ['numbers.csv', `number,agent\n${NUMBER},"reception\n`, /line 2: is no CSV from here on/],
    ['numbers.csv', 'number,agent\n', /has no rows/],
    ['numbers.json', '[{"number":', /line 1: is no JSON: the record that begins here does not end/],
    ['numbers.json', '[{"number": 1}', /line 1: is no JSON: the list does not end/],
    ['numbers.json', '{"a": 1} oops', /line 1: is no JSON here: o stands between records/],
    ['numbers.json', `{"number": "${NUMBER}",\n "agent": reception}`, /line 1: is no JSON: /],
    ['numbers.xlsx', '', /must end in \.csv or \.json/],
  ])('%s with %j', async (name, text, message) => {
    expect(await refusal(text, name)).toMatch(message);
  });
});

it('an export is read back to the very same records', async () => {
  const text = fc.string({ minLength: 1, unit: 'grapheme' });
  const settings = fc.record({
    agent: fc.constantFrom('reception', 'sales'),
    status: fc.constant('active' as const),
    variables: fc.dictionary(
      text.filter((name) => !(name in {})),
      fc.string({ unit: 'grapheme' }),
    ),
    carrier: fc.option(fc.constantFrom('india', 'us'), { nil: undefined }),
    agentVersion: fc.boolean(),
    suspended: fc.option(text, { nil: undefined }),
  });
  const some = fc.array(settings, { minLength: 1, maxLength: 6 });
  const versions = { reception: reception.version, sales: sales.version };
  let run = 0;
  await fc.assert(
    fc.asyncProperty(some, fc.constantFrom('csv', 'json'), async (all, format) => {
      run += 1;
      const records = all.map(({ suspended, agentVersion, ...one }, i): NumberRecord =>
        numberRecord.parse({
          ...one,
          number: `+9180${String(run).padStart(4, '0')}${String(i).padStart(4, '0')}`,
          routes: i === 0 ? [`rule-${run}`] : [],
          ...(agentVersion && { agentVersion: versions[one.agent] }),
          ...(suspended !== undefined && {
            status: 'suspended',
            suspension: { reason: suspended.slice(0, 100), since: '2026-11-23T09:00:00.000Z' },
          }),
        }),
      );
      await imports(JSON.stringify(records), { name: `${run}.json` });
      const file = path.join(registry.laptop.folder, `out-${run}.${format}`);
      await exportFile(file, AWS, registry.output);
      registry.told();
      const again = await imports(readFileSync(file, 'utf8'), { name: `in-${run}.${format}` });
      expect(again.status).toBe(0);
      expect(again.told).toContain('  0 added\n  0 changed\n');
      for (const record of records) {
        expect(await registry.directory.findNumber(record.number)).toEqual(record);
      }
    }),
    { numRuns: 12 },
  );
});

it('an import that was broken off goes on, and a file that changes under it is refused', async () => {
  const rows = [`${NUMBER},reception,,`, `${OTHER},reception,,`];
  await imports(csv(rows[0]!));
  expect((await imports(csv(...rows))).told).toContain('  1 added\n  0 changed\n  1 in the registry already');
  const file = registry.file('moving.csv', csv(...rows));
  const { client, table } = registry;
  const clock = new SystemClock();
  const changes = new DynamoRegistryChanges({ client, table, clock });
  const currentAgent = changes.currentAgent.bind(changes);
  changes.currentAgent = (id) => {
    writeFileSync(file, csv(rows[0]!));
    return currentAgent(id);
  };
  const settings = { overwrite: false, dryRun: false, report: report() };
  const moving = importInto({ client, table, clock, changes }, file, settings, registry.output);
  await expect(moving).rejects.toThrow('moving.csv was changed while it was imported');
});
