import * as path from 'node:path';
import { simulate } from '../../../local/scenario/simulate';
import { captured } from '../captured';
import { folderPerTest } from '../folder';

const CONFIG = path.join(__dirname, '../../../byon.config.yaml');
const folder = folderPerTest();

const GOOD =
  '{ name: a caller who leaves, steps: [{ waits: 2 }, { hangsUp: true }], expect: { outcome: caller-hung-up } }';
const FAILING =
  '{ name: a hope, steps: [{ waits: 3 }, { hangsUp: true }], expect: { outcome: transferred, agentSays: [bonjour] } }';

function run(files: string[], json = false) {
  return captured(() => simulate(files, { config: CONFIG, json }));
}

it('ends in 0 when all expectations hold', async () => {
  const { result, out, err } = await run([folder.write('good.yaml', GOOD)]);
  expect(result).toBe(0);
  expect(out).toBe('✓   2.0 s  caller-hung-up    a caller who leaves\n1 held, 0 did not\n');
  expect(err).toBe('');
});

it('ends in 1 when some do not hold, and tells which', async () => {
  const { result, out } = await run([folder.write('good.yaml', GOOD), folder.write('hope.yaml', FAILING)]);
  expect(result).toBe(1);
  expect(out.split('\n')).toEqual([
    expect.stringMatching(/^✓ .* a caller who leaves$/),
    expect.stringMatching(/^✗ .* caller-hung-up {4}a hope$/),
    '    outcome: expected transferred, found caller-hung-up',
    expect.stringMatching(/^ {4}agentSays: "bonjour" was not there; found "Namaste, /),
    '1 held, 1 did not',
    '',
  ]);
});

it('ends in 2 when a file has faults, tells those of all files, and makes no call', async () => {
  const files = [
    folder.write('good.yaml', GOOD),
    folder.write('one.yaml', '{ name: a, steps: [], expct: {} }'),
    folder.write('two.yaml', '{ name: 1, steps: [], expect: {} }'),
  ];
  const { result, out, err } = await run(files);
  expect(result).toBe(2);
  expect(out).toBe('');
  expect(err).toMatch(/^one\.yaml has 2 faults:\n/);
  expect(err).toMatch(/line 1, expct: is not known here; did you mean expect\?/);
  expect(err).toMatch(/^two\.yaml has 1 fault:\n {2}line 1, name: must be text; it is 1$/m);
});

it('tells the faults of a config that scenarios share once', async () => {
  const files = [folder.write('a.yaml', GOOD), folder.write('b.yaml', GOOD)];
  const config = folder.write('config.yaml', 'agents: {}\nnumbrs: {}\n');
  const { result, err } = await captured(() => simulate(files, { config, json: false }));
  expect(result).toBe(2);
  expect(err.match(/config\.yaml has/g)).toHaveLength(1);
});

it('prints one JSON object a scenario, and nothing else, when asked', async () => {
  const { result, out } = await run(
    [folder.write('good.yaml', GOOD), folder.write('hope.yaml', FAILING)],
    true,
  );
  expect(result).toBe(1);
  const objects = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(objects).toEqual([
    { name: 'a caller who leaves', ok: true, failures: [], outcome: 'caller-hung-up', seconds: 2 },
    expect.objectContaining({ name: 'a hope', ok: false, outcome: 'caller-hung-up' }),
  ]);
  expect(objects[1].failures).toHaveLength(2);
});
