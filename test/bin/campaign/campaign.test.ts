import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { answered, type Desk } from '../../../bin/campaign/desk';
import { readList } from '../../../bin/campaign/list-file';
import { linesOf } from '../../../bin/campaign/report-campaign';
import { startWith } from '../../../bin/campaign/start-campaign';
import { createDesk } from '../../../lambda/campaign-desk/handler';
import { deskAnswer } from '../../../lambda/campaign-desk/requests';
import { anAgent } from '../../builders/agent';
import { campaignStores, FROM, someSettings } from '../../builders/campaign';
import { aNumber } from '../../builders/number';
import { CALLEES } from '../../fakes/callee-hash';
import { HastyClock } from '../../fakes/hasty-clock';
import { InMemoryNumberDirectory } from '../../fakes/ports';

let folder: string;
beforeEach(() => (folder = mkdtempSync(path.join(tmpdir(), 'byon-campaign-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  writeFileSync(file, text);
  return file;
}

function desk(): Desk {
  const agent = anAgent({ greeting: 'Am I speaking with {{name}}?' });
  const directory = new InMemoryNumberDirectory()
    .addAgent(agent)
    .addNumber(aNumber({ number: FROM, agent: agent.id, carrier: 'vobiz' }));
  const handle = createDesk({
    ...{ store: campaignStores().store, directory, callees: CALLEES, clock: new HastyClock() },
    ...{ countries: ['IN'], carriers: ['vobiz'] },
  });
  return {
    ask: async (request, wanted) =>
      answered(deskAnswer.parse(JSON.parse(JSON.stringify(await handle(request)))), wanted),
  };
}

async function start(
  at: Desk,
  file: string,
  { dryRun = false, settings = someSettings() } = {},
): Promise<string> {
  let said = '';
  const list = await readList(file, {});
  const output = { write: (text: string) => (said += text) };
  await startWith(at, { settings, list, name: path.basename(file), dryRun }, output);
  return said;
}

const GOOD = 'callee,name\n+919810000001,Asha\n+919810000002,"Rao, Ravi"\n';

it('starts a campaign of a CSV file', async () => {
  const at = desk();
  expect(await start(at, write('list.csv', GOOD))).toMatch(/^Campaign reminders with 2 callees is running/);
  expect(await start(at, write('list.csv', GOOD))).toMatch(
    /was started before with this very list; it is running/,
  );
});

it('sends no more at once than a function takes, however much a row has to say', async () => {
  const at = desk();
  const sizes: number[] = [];
  const measured: Desk = {
    ask: (request, wanted) => {
      sizes.push(Buffer.byteLength(JSON.stringify(request)));
      return at.ask(request, wanted);
    },
  };
  const variables = { name: 'आ'.repeat(1000), ...Object.fromEntries(LONG) };
  const rows = Array.from({ length: 240 }, (_, i) => ({ callee: `+91981${1_000_000 + i}`, variables }));
  expect(await start(measured, write('list.json', JSON.stringify(rows)))).toMatch(
    /with 240 callees is running/,
  );
  expect(Math.max(...sizes)).toBeLessThan(6_000_000);
});

/** Nine notes of 3,000 bytes. */
const LONG = Array.from({ length: 9 }, (_, i) => [`note${i}`, 'आ'.repeat(1000)]);

it('reads JSON with variables and time zones', async () => {
  const rows = [{ callee: '+919810000001', timeZone: 'Asia/Kolkata', variables: { name: 'Asha' } }];
  expect(await readList(write('list.json', JSON.stringify(rows)), {})).toMatchObject({
    faults: [],
    rows: [{ line: 1, ...rows[0] }],
  });
});

it('refuses a changed file under a running campaign', async () => {
  const at = desk();
  await start(at, write('list.csv', GOOD));
  await expect(start(at, write('list.csv', GOOD.replace('Asha', 'Usha')))).rejects.toThrow(
    /^campaign reminders is running with another list/,
  );
});

it('starts nothing with broken rows, and tells all of them by their lines', async () => {
  const at = desk();
  const list = 'callee,name\n+919810000001,\n12345,Asha\n+919810000002,Asha,more\n+919810000001,Asha\n';
  const refusal = await start(at, write('list.csv', list)).catch((error: Error) => error.message);
  expect(refusal).toMatch(/^list\.csv has 4 faults:\n/);
  expect(refusal).toMatch(/line 2, name: has no value/);
  expect(refusal).toMatch(/line 3, callee: must be E\.164/);
  expect(refusal).toMatch(/line 4: has 3 cells, and the head has 2/);
  expect(refusal).toMatch(/line 5, callee: stands in line 2 already/);
  expect(refusal).not.toContain('981');
  await expect(at.ask({ action: 'report', id: 'reminders' }, 'report')).rejects.toThrow(
    /there is no campaign/,
  );
});

it.each([
  ['a head without callees', 'number,name\n+919810000001,Asha\n', /no column callee/],
  ['a column that stands twice', 'callee,name,name\n+919810000001,a,b\n', /column name stands twice/],
  ['no rows', 'callee,name\n', /has no rows/],
])('refuses %s', async (_, list, fault) => {
  await expect(start(desk(), write('list.csv', list))).rejects.toThrow(fault);
});

it('only looks when it is asked to', async () => {
  const at = desk();
  expect(await start(at, write('list.csv', GOOD), { dryRun: true })).toBe(
    '2 rows without fault. Nothing was started.\n',
  );
  await expect(at.ask({ action: 'pause', id: 'reminders' }, 'state')).rejects.toThrow(/there is no campaign/);
});

it('refuses a list of another kind, and one that is not there', async () => {
  await expect(readList('list.xlsx', {})).rejects.toThrow(/must end in \.csv or \.json/);
  await expect(readList(path.join(folder, 'none.csv'), {})).rejects.toThrow(/there is no file/);
});

it('tells how a campaign went', () => {
  const report = {
    ...{ id: 'reminders', state: 'paused' as const, reason: 'by command', sha256: '', callees: 4, calls: 3 },
    left: { waiting: 1, due: 0, dialling: 0 },
    outcomes: { answered: 2, denied: 1 },
    deniedBy: { 'opt-out': 1 },
    days: { '2026-11-23': { calls: 3, outcomes: { answered: 2, busy: 1 } } },
    callsEach: { 0: 2, 1: 1, 2: 1 },
  };
  expect(linesOf(report, false)).toEqual([
    'reminders: paused (by command), 4 callees, 3 calls',
    '',
    'callees',
    '  answered  2',
    '  denied    1',
    '  waiting   1',
  ]);
  expect(linesOf(report, true).join('\n')).toMatch(
    /denied by\n {2}opt-out {2}1\n[^]*2026-11-23: calls\n {2}all {7}3/,
  );
});
