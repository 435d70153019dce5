import { createDesk } from '../../../lambda/campaign-desk/handler';
import type { DeskRequest } from '../../../lambda/campaign-desk/requests';
import type { ListRow } from '../../../lambda/core/outbound/campaign/list';
import { anAgent } from '../../builders/agent';
import { campaignStores, FROM, LIST, someSettings } from '../../builders/campaign';
import { aNumber } from '../../builders/number';
import { CALLEES } from '../../fakes/callee-hash';
import { HastyClock } from '../../fakes/hasty-clock';
import { InMemoryNumberDirectory } from '../../fakes/ports';

const ID = 'reminders';
const ROWS: ListRow[] = [1, 2].map((i) => ({
  line: i + 1,
  callee: `+91981000000${i}`,
  variables: { name: 'Asha' },
}));
const { sha256 } = LIST;
const OTHER = 'b'.repeat(64);

function desk() {
  const { store } = campaignStores();
  const agent = anAgent({ greeting: 'Am I speaking with {{name}}?' });
  const directory = new InMemoryNumberDirectory()
    .addAgent(agent)
    .addNumber(aNumber({ number: FROM, agent: agent.id, carrier: 'vobiz' }));
  const handle = createDesk({
    ...{ store, directory, callees: CALLEES, clock: new HastyClock() },
    ...{ countries: ['IN'], carriers: ['vobiz'] },
  });
  const ask = (request: DeskRequest) => handle(request);
  const opened = (settings = someSettings(), list = LIST) => ask({ action: 'open', settings, list });
  return { store, ask, opened };
}

async function started() {
  const there = desk();
  await there.opened();
  await there.ask({ action: 'load', id: ID, sha256, rows: ROWS });
  expect(await there.ask({ action: 'start', id: ID, sha256 })).toEqual({ id: ID, state: 'running' });
  return there;
}

it('starts a campaign whose callees are all there', async () => {
  const { ask, store } = await started();
  expect(await store.active()).toEqual([ID]);
  expect(await ask({ action: 'report', id: ID })).toMatchObject({
    report: { state: 'running', callees: 2, left: { waiting: 2 } },
  });
});

it('tells what each row has to have', async () => {
  expect(await desk().ask({ action: 'rules', settings: someSettings() })).toEqual({
    rules: { countries: ['IN'], variables: ['name'] },
  });
});

it('tells all faults of the settings and of what they name', async () => {
  const { ask } = desk();
  const settings = someSettings({ number: '+918040000000', agent: 'nobody', endsAt: '2026-01-01T10:00' });
  expect(await ask({ action: 'rules', settings })).toMatchObject({
    faults: [{ path: 'number' }, { path: 'agent' }, { path: 'endsAt' }],
  });
});

it('never starts a list with broken rows', async () => {
  const { ask, opened, store } = desk();
  await opened();
  const rows = [ROWS[0]!, { ...ROWS[1]!, callee: '+442071234567' }];
  expect(await ask({ action: 'load', id: ID, sha256, rows })).toMatchObject({
    refused: 'the list',
    faults: [{ line: 3, path: 'callee' }],
  });
  expect(await ask({ action: 'start', id: ID, sha256 })).toEqual({
    refused: 'campaign reminders has 0 of its 2 callees; start it again with the same file',
  });
  expect(await store.active()).toEqual([]);
});

it('finds a callee who stands twice in parts of a list that come one after the other', async () => {
  const { ask, opened } = desk();
  await opened();
  await ask({ action: 'load', id: ID, sha256, rows: [ROWS[0]!] });
  const again = await ask({ action: 'load', id: ID, sha256, rows: [{ ...ROWS[0]!, line: 9 }] });
  expect(again).toMatchObject({ faults: [{ line: 9, message: 'stands in line 2 already; keep one' }] });
});

it.each([['open'], ['load'], ['start']] as const)(
  'refuses a changed file under a running campaign (%s)',
  async (action) => {
    const { ask, opened } = await started();
    const answer =
      action === 'open'
        ? await opened(someSettings(), { ...LIST, sha256: OTHER })
        : await ask({
            action,
            id: ID,
            sha256: OTHER,
            ...(action === 'load' && { rows: ROWS }),
          } as DeskRequest);
    expect(answer).toEqual({
      refused: expect.stringMatching(
        /^campaign reminders is running with another list \(SHA-256 a{12}…, this file has b{12}…\)/,
      ),
    });
  },
);

it('refuses other settings under the same id', async () => {
  const { opened } = await started();
  expect(await opened(someSettings({ about: 'something else' }))).toMatchObject({
    refused: expect.stringMatching(/with other settings, which it keeps/),
  });
});

it('goes on where it was broken off, and does nothing twice', async () => {
  const { ask, opened, store } = desk();
  await opened();
  await ask({ action: 'load', id: ID, sha256, rows: [ROWS[0]!] });
  expect(await opened()).toEqual({ id: ID, state: 'loading' });
  await ask({ action: 'load', id: ID, sha256, rows: ROWS });
  await ask({ action: 'start', id: ID, sha256 });
  expect(await opened()).toEqual({ id: ID, state: 'running' });
  expect(await ask({ action: 'start', id: ID, sha256 })).toEqual({ id: ID, state: 'running' });
  expect((await store.find(ID))!.version).toBe(2);
});

it('pauses, resumes and stops, and says what cannot be', async () => {
  const { ask, store } = await started();
  const states = [];
  for (const action of ['pause', 'resume', 'pause', 'stop'] as const)
    states.push(await ask({ action, id: ID }));
  expect(states).toMatchObject([
    { state: 'paused' },
    { state: 'running' },
    { state: 'paused' },
    { state: 'stopping' },
  ]);
  expect(await ask({ action: 'resume', id: ID })).toEqual({
    refused: 'campaign reminders is stopping, so that it cannot resume; it can when it is paused',
  });
  expect(await store.active()).toEqual([ID]);
});

it('knows no campaign that was never opened', async () => {
  expect(await desk().ask({ action: 'pause', id: 'other' })).toMatchObject({
    refused: expect.stringMatching(/^there is no campaign other/),
  });
});
