import { agentRecord } from '../../../lambda/adapters/agent-record';
import { agentSettingsOf } from '../../builders/agent';
import { aNumber, NUMBER } from '../../builders/number';
import { Broken, RegistryDesk, type Breakdown, type Records } from './registry-desk';

const agent = (id: string, greeting: string) => agentRecord(id, agentSettingsOf({ greeting }));
const dlt = {
  declaredPurposes: ['inbound-only' as const],
  subscriber: { legalName: 'A', kycStatus: 'verified' as const },
};

/** Each sort of change once: added, changed, removed, with settings and routes that come, go and move. */
const FORMER: Records = {
  agents: [agent('reception', 'Namaste.'), agent('leaving', 'Bye.')],
  numbers: [
    aNumber({ routes: ['rule-1'], dlt }),
    aNumber({ number: '+918041234568', agent: 'leaving', routes: ['rule-2'] }),
  ],
};
const LATTER: Records = {
  agents: [agent('reception', 'Hello.'), agent('sales', 'Hi.')],
  numbers: [
    aNumber({ agent: 'sales', routes: ['rule-2', 'rule-3'] }),
    aNumber({ number: '+918041234569', routes: ['rule-1'] }),
  ],
};

let desk: RegistryDesk;
let formerState: unknown;
let latterState: unknown;
let writes: number;
beforeAll(async () => {
  desk = await RegistryDesk.openInMemory();
  await desk.deploy(FORMER);
  formerState = await desk.state();
  await desk.deploy(LATTER);
  latterState = await desk.state();
  writes = desk.writes.length;
});
beforeEach(async () => {
  await desk.reset();
  await desk.deploy(FORMER);
});
afterAll(() => desk.close());

const breakOff = (breakdown: Breakdown) =>
  expect(desk.deploy(LATTER, breakdown)).rejects.toBeInstanceOf(Broken);
/** As many as the deployment has, which the first test makes sure of: cases are named before anything runs. */
const CASES = Array.from({ length: 28 }, (_, i) => i + 1).flatMap((write) => [
  { write, when: 'before' as const },
  { write, when: 'after' as const },
]);

test('a deployment has as many writes as there are cases here', () => {
  expect(CASES.at(-1)!.write).toBe(writes);
});

describe.each(CASES)('a deployment that breaks off $when its write $write', (breakdown) => {
  test('comes to the same when it is done again', async () => {
    await breakOff(breakdown);
    await desk.deploy(LATTER);
    expect(await desk.state()).toEqual(latterState);
  });

  test('leaves nothing when it is rolled back', async () => {
    await breakOff(breakdown);
    await desk.deploy(FORMER);
    expect(await desk.state()).toEqual(formerState);
  });
});

test('a rollback that breaks off too can be done again', async () => {
  await breakOff({ write: 12, when: 'after' });
  await expect(desk.deploy(FORMER, { write: 5, when: 'before' })).rejects.toBeInstanceOf(Broken);
  await desk.deploy(FORMER);
  expect(await desk.state()).toEqual(formerState);
});

test('a setting that an operator changed is his again after a deployment that broke off elsewhere', async () => {
  await desk.edit(NUMBER, { status: 'suspended' });
  await breakOff({ write: 14, when: 'before' });
  await desk.deploy(LATTER);
  expect(await desk.item(NUMBER)).toMatchObject({ status: 'suspended' });
});
