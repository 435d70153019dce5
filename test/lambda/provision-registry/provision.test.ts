import { agentKey, numberKey, routeKey, writtenKey } from '../../../lambda/adapters/dynamodb/registry-keys';
import { agentRecord } from '../../../lambda/adapters/agent-record';
import type { Agent } from '../../../lambda/core/agents/agent';
import { agentSettingsOf } from '../../builders/agent';
import { aNumber, NUMBER } from '../../builders/number';
import { RegistryDesk } from './registry-desk';

const OTHER = '+918041234568';
const THIRD = '+918041234569';
const reception = anAgentOf('reception');
const sales = anAgentOf('sales');

let desk: RegistryDesk;
beforeAll(async () => {
  desk = await RegistryDesk.open();
});
beforeEach(() => desk.reset());
afterAll(() => desk.close());

function anAgentOf(id: string, changes: Parameters<typeof agentSettingsOf>[0] = {}): Agent {
  return agentRecord(id, agentSettingsOf(changes));
}

const messageOf = (act: Promise<unknown>) =>
  act.then(
    () => 'nothing was thrown',
    (error: Error) => error.message,
  );

describe('a number that config adds', () => {
  test('is registered with its routes, as the stack’s, and listed under its agent', async () => {
    const number = aNumber({ routes: ['rule-1'], variables: { branch: 'पुणे' } });
    const { data } = await desk.deploy({ agents: [reception], numbers: [number] });
    expect(await desk.directory.findNumber(NUMBER)).toEqual(number);
    expect(await desk.directory.findNumberOfRoute('rule-1')).toEqual(number);
    expect(await desk.directory.findAgent('reception')).toEqual(reception);
    expect(await desk.directory.findAgent('reception', reception.version)).toEqual(reception);
    expect(await desk.item(NUMBER)).toMatchObject({
      managedBy: 'stack',
      gsi1pk: 'AGENT#reception',
      gsi1sk: `NUMBER#${NUMBER}`,
    });
    expect(await desk.item('reception')).toMatchObject({ managedBy: 'stack' });
    expect(data).toMatchObject({
      Summary: '1 number added, 1 agent added',
      NumbersAdded: '1',
      AgentsAdded: '1',
      NumbersKept: '0',
    });
  });

  test('and that an operator has already gets config’s settings, keeps his others, and stays his', async () => {
    const dlt = { declaredPurposes: ['inbound-only'], subscriber: { legalName: 'A', kycStatus: 'verified' } };
    await desk.put(numberKey(NUMBER), { ...aNumber({ agent: 'sales' }), dlt, managedBy: 'operator' });
    const number = aNumber({ status: 'suspended' });
    const { data } = await desk.deploy({ agents: [reception, sales], numbers: [number] });
    expect(await desk.item(NUMBER)).toMatchObject({
      agent: 'reception',
      status: 'suspended',
      dlt,
      managedBy: 'operator',
      gsi1pk: 'AGENT#reception',
    });
    expect(data).toMatchObject({ NumbersChanged: '1', NumbersAdded: '0' });

    const { data: after } = await desk.deploy({ agents: [reception, sales] });
    expect(await desk.item(NUMBER)).toMatchObject({ managedBy: 'operator', status: 'suspended' });
    expect(after).toMatchObject({ Summary: '1 number kept as an operator set it', NumbersKept: '1' });
  });

  test('in the very moment in which an operator registers it, is merged with his', async () => {
    desk.beforeWrite = () => desk.put(numberKey(NUMBER), { ...aNumber(), managedBy: 'operator' });
    await desk.deploy({ numbers: [aNumber({ status: 'suspended' })] });
    expect(await desk.item(NUMBER)).toMatchObject({ status: 'suspended', managedBy: 'operator' });
  });
});

describe('a number that config changes', () => {
  test('gets that setting alone; what an operator set meanwhile stays', async () => {
    await desk.deploy({ agents: [reception, sales], numbers: [aNumber()] });
    await desk.edit(NUMBER, { status: 'suspended' });
    const { data } = await desk.deploy({
      agents: [reception, sales],
      numbers: [aNumber({ variables: { clinic: 'Asha' } })],
    });
    expect(await desk.item(NUMBER)).toMatchObject({ status: 'suspended', variables: { clinic: 'Asha' } });
    expect(data).toMatchObject({ Summary: '1 number changed' });
  });

  test('gets that very setting even where an operator changed it', async () => {
    await desk.deploy({ agents: [reception, sales], numbers: [aNumber()] });
    await desk.edit(NUMBER, { agent: 'sales', gsi1pk: 'AGENT#sales', status: 'suspended' });
    await desk.deploy({ agents: [reception, sales], numbers: [aNumber({ status: 'active' })] });
    expect(await desk.item(NUMBER)).toMatchObject({ agent: 'sales', status: 'suspended' });
    const third = anAgentOf('third');
    await desk.deploy({ agents: [reception, sales, third], numbers: [aNumber({ agent: 'third' })] });
    expect(await desk.item(NUMBER)).toMatchObject({
      agent: 'third',
      gsi1pk: 'AGENT#third',
      status: 'suspended',
    });
  });

  test('loses a setting that config takes away', async () => {
    const dlt = {
      declaredPurposes: ['inbound-only' as const],
      subscriber: { legalName: 'A', kycStatus: 'verified' as const },
    };
    await desk.deploy({ agents: [reception], numbers: [aNumber({ dlt })] });
    await desk.deploy({ agents: [reception], numbers: [aNumber()] });
    expect(await desk.directory.findNumber(NUMBER)).toEqual(aNumber());
  });

  test('is listed under the agent that an operator gave it', async () => {
    await desk.deploy({ agents: [reception, sales], numbers: [aNumber()] });
    await desk.edit(NUMBER, { agent: 'sales' });
    await desk.deploy({ agents: [reception, sales], numbers: [aNumber({ status: 'suspended' })] });
    expect(await desk.item(NUMBER)).toMatchObject({ agent: 'sales', gsi1pk: 'AGENT#sales' });
  });

  test('is written anew, and said, where an operator deleted it', async () => {
    await desk.deploy({ agents: [reception], numbers: [aNumber()] });
    await desk.erase(NUMBER);
    const { data } = await desk.deploy({ agents: [reception], numbers: [aNumber({ status: 'suspended' })] });
    expect(await desk.directory.findNumber(NUMBER)).toEqual(aNumber({ status: 'suspended' }));
    expect(data).toMatchObject({
      Summary: '1 number written anew after an operator had deleted it',
      NumbersRestored: '1',
    });
  });

  test('while an operator gives it another agent, is listed under that one', async () => {
    await desk.deploy({ agents: [reception, sales], numbers: [aNumber()] });
    desk.beforeWrite = () => desk.edit(NUMBER, { agent: 'sales' });
    await desk.deploy({ agents: [reception, sales], numbers: [aNumber({ status: 'suspended' })] });
    expect(await desk.item(NUMBER)).toMatchObject({
      agent: 'sales',
      gsi1pk: 'AGENT#sales',
      status: 'suspended',
    });
  });

  test('while an operator assigns it a version, keeps none that is of another agent', async () => {
    await desk.deploy({ agents: [reception, sales], numbers: [aNumber()] });
    desk.beforeWrite = () => desk.edit(NUMBER, { agentVersion: reception.version });
    await desk.deploy({ agents: [reception, sales], numbers: [aNumber({ agent: 'sales' })] });
    expect(await desk.directory.findNumber(NUMBER)).toEqual(aNumber({ agent: 'sales' }));
  });

  test('while an operator suspends it, keeps no reason where config says that it is active', async () => {
    await desk.deploy({ agents: [reception], numbers: [aNumber({ status: 'suspended' })] });
    await desk.edit(NUMBER, { status: 'active' });
    const suspension = { reason: 'a complaint', since: '2026-11-23T09:00:00.000Z' };
    desk.beforeWrite = () => desk.edit(NUMBER, { status: 'suspended', suspension });
    await desk.deploy({ agents: [reception], numbers: [aNumber()] });
    expect(await desk.directory.findNumber(NUMBER)).toEqual(aNumber());
  });

  test('fails where an operator’s other settings would make it unsound, before anything is written', async () => {
    await desk.deploy({ agents: [reception], numbers: [aNumber(), aNumber({ number: OTHER })] });
    await desk.edit(NUMBER, { status: 'off' });
    await desk.edit(OTHER, { routes: 'rule-1' });
    await desk.edit('reception', { timeZone: 'Mars' });
    const changed = { clinic: 'Asha' };
    const deployment = desk.deploy({
      agents: [anAgentOf('reception', { greeting: 'Hi.' })],
      numbers: [aNumber({ variables: changed }), aNumber({ number: OTHER, variables: changed })],
    });
    const message = await messageOf(deployment);
    expect(message).toMatch(/has 3 faults/);
    for (const words of ['agent reception, timeZone', 'a number of agent reception, status', 'routes']) {
      expect(message).toContain(words);
    }
    expect(message).not.toContain('80412');
    expect(desk.log.public).not.toContain('80412');
    expect(desk.writes).toEqual([]);
  });
});

describe('records that config does not change', () => {
  test('are neither read nor written, whatever became of them', async () => {
    await desk.deploy({ agents: [reception], numbers: [aNumber()] });
    await desk.erase(NUMBER);
    await desk.edit('reception', { greeting: 'Hi.' });
    const { data } = await desk.deploy({ agents: [reception], numbers: [aNumber()] });
    expect(data).toMatchObject({ Summary: 'nothing to change' });
    expect(desk.commands).toEqual(['QueryCommand']);
    expect(await desk.item(NUMBER)).toBeUndefined();
    expect(await desk.item('reception')).toMatchObject({ greeting: 'Hi.' });
  });

  test('take a few reads and no write where there are 5,000', async () => {
    const numbers = Array.from({ length: 5000 }, (_, i) =>
      aNumber({ number: `+91804${String(i).padStart(7, '0')}`, variables: { clinic: 'Asha', city: 'Pune' } }),
    );
    const large = await RegistryDesk.open();
    await large.putAll(
      numbers.map(({ number, ...settings }) => ({
        ...writtenKey('Byon/Records', numberKey(number)),
        settings,
      })),
    );
    const { data } = await large.deploy({ numbers });
    expect(data).toMatchObject({ Summary: 'nothing to change' });
    expect(large.writes).toEqual([]);
    expect(new Set(large.commands)).toEqual(new Set(['QueryCommand']));
    expect(large.commands.length).toBeLessThan(5);
    await large.close();
  });
});

describe('a number that leaves config', () => {
  test('is deleted with its routes and its note', async () => {
    await desk.deploy({ agents: [reception], numbers: [aNumber({ routes: ['rule-1'] })] });
    await desk.edit(NUMBER, { status: 'suspended' });
    const { data } = await desk.deploy({ agents: [reception] });
    const keys = Object.keys(await desk.items());
    expect(keys.filter((key) => /NUMBER|ROUTE/.test(key))).toEqual([]);
    expect(data).toMatchObject({ Summary: '1 number removed', NumbersRemoved: '1' });
  });

  test('stays when an operator took it over, with its routes', async () => {
    await desk.deploy({ agents: [reception], numbers: [aNumber({ routes: ['rule-1'] })] });
    await desk.edit(NUMBER, { managedBy: 'operator' });
    const { data } = await desk.deploy({ agents: [reception] });
    expect((await desk.directory.findNumberOfRoute('rule-1'))?.number).toBe(NUMBER);
    expect(data).toMatchObject({ NumbersKept: '1' });
    expect((await desk.deploy({ agents: [reception] })).data).toMatchObject({ NumbersKept: '0' });
  });

  test('stays with its routes when an operator takes it over in that moment', async () => {
    await desk.deploy({ agents: [reception], numbers: [aNumber({ routes: ['rule-1'] })] });
    desk.beforeWrite = () => desk.edit(NUMBER, { managedBy: 'operator' });
    const { data } = await desk.deploy({ agents: [reception] });
    expect((await desk.directory.findNumberOfRoute('rule-1'))?.number).toBe(NUMBER);
    expect(data).toMatchObject({ NumbersKept: '1' });
  });

  test('and that an operator deleted leaves no route behind', async () => {
    await desk.deploy({ agents: [reception], numbers: [aNumber({ routes: ['rule-1'] })] });
    await desk.erase(NUMBER);
    const { data } = await desk.deploy({ agents: [reception] });
    expect(await desk.item('route rule-1')).toBeUndefined();
    expect(data).toMatchObject({ Summary: 'nothing to change' });
  });
});

describe('the routes of a number', () => {
  test('follow config', async () => {
    await desk.deploy({ numbers: [aNumber({ routes: ['rule-1', 'rule-2'] })] });
    await desk.deploy({ numbers: [aNumber({ routes: ['rule-2', 'rule-3'] })] });
    expect(await desk.item('route rule-1')).toBeUndefined();
    expect(await desk.item('route rule-2')).toEqual({ number: NUMBER });
    expect(await desk.item('route rule-3')).toEqual({ number: NUMBER });
  });

  test('follow what an operator set, when the number is written', async () => {
    await desk.deploy({ numbers: [aNumber({ routes: ['rule-1'] })] });
    await desk.edit(NUMBER, { routes: ['rule-9'] });
    await desk.deploy({ numbers: [aNumber({ routes: ['rule-1'], status: 'suspended' })] });
    expect(await desk.item('route rule-1')).toBeUndefined();
    expect(await desk.item('route rule-9')).toEqual({ number: NUMBER });
  });

  test('can be exchanged with another number', async () => {
    const two = (first: string, second: string) => ({
      numbers: [aNumber({ routes: [first] }), aNumber({ number: OTHER, routes: [second] })],
    });
    await desk.deploy(two('rule-1', 'rule-2'));
    await desk.deploy(two('rule-2', 'rule-1'));
    expect(await desk.item('route rule-2')).toEqual({ number: NUMBER });
    expect(await desk.item('route rule-1')).toEqual({ number: OTHER });
  });

  test('can be taken from a number that leaves, and from one that is not there', async () => {
    await desk.put(routeKey('rule-2'), { number: THIRD });
    await desk.deploy({ numbers: [aNumber({ number: OTHER, routes: ['rule-1'] })] });
    await desk.deploy({ numbers: [aNumber({ routes: ['rule-1', 'rule-2'] })] });
    expect(await desk.item('route rule-1')).toEqual({ number: NUMBER });
    expect(await desk.item('route rule-2')).toEqual({ number: NUMBER });
    expect(await desk.item(OTHER)).toBeUndefined();
  });

  test('cannot be taken from an operator’s number: the error names the route, the log both numbers', async () => {
    await desk.put(numberKey(OTHER), {
      ...aNumber({ number: OTHER, routes: ['rule-1'] }),
      managedBy: 'operator',
    });
    await desk.put(routeKey('rule-1'), { number: OTHER });
    const message = await messageOf(desk.deploy({ numbers: [aNumber({ routes: ['rule-1'] })] }));
    expect(message).toContain('route rule-1: belongs to another number of the registry');
    expect(message).not.toContain('80412');
    expect(desk.log.public).not.toContain('80412');
    expect(desk.log.entries).toContainEqual(
      expect.objectContaining({ fields: { route: 'rule-1' }, pii: { number: NUMBER, holder: OTHER } }),
    );
    expect(desk.writes).toEqual([]);
  });

  test('cannot be taken from a number that an operator took over, though it left config', async () => {
    await desk.deploy({ numbers: [aNumber({ number: OTHER, routes: ['rule-1'] })] });
    await desk.edit(OTHER, { managedBy: 'operator' });
    expect(await messageOf(desk.deploy({ numbers: [aNumber({ routes: ['rule-1'] })] }))).toContain('rule-1');
    expect(await desk.item('route rule-1')).toEqual({ number: OTHER });
  });

  test('that somebody takes in that moment are not taken from him', async () => {
    desk.beforeWrite = () => desk.put(routeKey('rule-1'), { number: OTHER });
    expect(await messageOf(desk.deploy({ numbers: [aNumber({ routes: ['rule-1'] })] }))).toContain('rule-1');
    expect(await desk.item('route rule-1')).toEqual({ number: OTHER });
  });
});

describe('an agent', () => {
  test('that config changes keeps what an operator set, in a version of its own, and its former version', async () => {
    await desk.deploy({ agents: [reception] });
    const operated = anAgentOf('reception', { voice: 'asha' });
    await desk.put(agentKey('reception'), { ...operated, managedBy: 'stack' });
    await desk.deploy({ agents: [anAgentOf('reception', { greeting: 'Hi.' })] });
    const both = anAgentOf('reception', { greeting: 'Hi.', voice: 'asha' });
    expect(await desk.directory.findAgent('reception')).toEqual(both);
    expect(await desk.directory.findAgent('reception', both.version)).toEqual(both);
    expect(await desk.directory.findAgent('reception', reception.version)).toEqual(reception);
  });

  test('that an operator changes in that moment keeps his change', async () => {
    await desk.deploy({ agents: [reception] });
    const operated = anAgentOf('reception', { voice: 'asha' });
    desk.beforeWrite = () => desk.put(agentKey('reception'), { ...operated, managedBy: 'stack' });
    await desk.deploy({ agents: [anAgentOf('reception', { greeting: 'Hi.' })] });
    expect(await desk.directory.findAgent('reception')).toEqual(
      anAgentOf('reception', { greeting: 'Hi.', voice: 'asha' }),
    );
  });

  test('that leaves config is deleted; its versions stay for calls in progress', async () => {
    await desk.deploy({ agents: [reception, sales], numbers: [aNumber()] });
    const { data } = await desk.deploy({ agents: [sales], numbers: [aNumber({ agent: 'sales' })] });
    expect(await desk.directory.findAgent('reception')).toBeUndefined();
    expect(await desk.directory.findAgent('reception', reception.version)).toEqual(reception);
    expect(data).toMatchObject({ Summary: '1 number changed, 1 agent removed' });
  });

  test('stays as long as a number names it, and goes with a later deployment', async () => {
    await desk.deploy({ agents: [reception, sales], numbers: [aNumber()] });
    await desk.edit(NUMBER, { agent: 'sales', gsi1pk: 'AGENT#sales' });
    const { data } = await desk.deploy({ agents: [reception], numbers: [aNumber()] });
    expect(data).toMatchObject({ Summary: '1 agent kept as an operator set it or a number names it' });
    expect(await desk.directory.findAgent('sales')).toEqual(sales);
    await desk.edit(NUMBER, { agent: 'reception', gsi1pk: 'AGENT#reception' });
    expect((await desk.deploy({ agents: [reception], numbers: [aNumber()] })).data).toMatchObject({
      AgentsRemoved: '1',
    });
    expect(await desk.directory.findAgent('sales')).toBeUndefined();
  });

  test('goes although the index lists a number that has another agent by now', async () => {
    await desk.deploy({ agents: [reception, sales], numbers: [aNumber()] });
    await desk.edit(NUMBER, { agent: 'sales' });
    const { data } = await desk.deploy({ agents: [sales], numbers: [aNumber()] });
    expect(data).toMatchObject({ AgentsRemoved: '1' });
  });

  test('that an operator took over stays', async () => {
    await desk.deploy({ agents: [reception] });
    await desk.edit('reception', { managedBy: 'operator' });
    const { data } = await desk.deploy({});
    expect(await desk.directory.findAgent('reception')).toEqual(reception);
    expect(data).toMatchObject({ AgentsKept: '1' });
  });
});

describe('a deployment', () => {
  test('that comes twice at once does what it does once', async () => {
    const records = {
      agents: [reception],
      numbers: [aNumber({ routes: ['rule-1'] }), aNumber({ number: OTHER })],
    };
    await Promise.all([desk.deploy(records), desk.deploy(records)]);
    const twice = await desk.items();
    await desk.reset();
    await desk.deploy(records);
    expect(twice).toEqual(await desk.items());
  });

  test('back to the former records undoes what config did, and leaves what operators did', async () => {
    const former = { agents: [reception], numbers: [aNumber({ routes: ['rule-1'] })] };
    await desk.deploy(former);
    const expected = await desk.state();
    await desk.deploy({
      agents: [anAgentOf('reception', { greeting: 'Hi.' }), sales],
      numbers: [aNumber({ agent: 'sales', routes: ['rule-2'] }), aNumber({ number: OTHER })],
    });
    await desk.edit(NUMBER, { status: 'suspended' });
    await desk.deploy(former);
    expected[`NUMBER#${NUMBER} NUMBER`]!['status'] = 'suspended';
    expect(await desk.state()).toEqual(expected);
  });

  test('never touches another stack’s records, nor what else the table holds', async () => {
    await desk.put({ pk: `CONSENT#${NUMBER}`, sk: '2026' }, { given: true });
    await desk.put(numberKey(THIRD), { ...aNumber({ number: THIRD }), managedBy: 'stack' });
    await desk.deploy({ numbers: [aNumber()] });
    await desk.deploy({});
    const items = await desk.items();
    expect(Object.keys(items).sort()).toEqual([`CONSENT#${NUMBER} 2026`, `NUMBER#${THIRD} NUMBER`]);
  });

  test('never scans the table', async () => {
    await desk.deploy({ agents: [reception], numbers: [aNumber({ routes: ['rule-1'] })] });
    const first = desk.commands;
    await desk.deploy({});
    expect([...first, ...desk.commands]).not.toContain('ScanCommand');
  });

  test('has a physical id of its table, its stack and its place in it', async () => {
    const { physicalId } = await desk.deploy({});
    expect(physicalId).toBe('byon-registry/Byon/Records');
  });

  test('deletes nothing when the resource is deleted', async () => {
    await desk.deploy({ agents: [reception], numbers: [aNumber()] });
    const before = await desk.items();
    const properties = { Table: desk.dynamo.registryTable, Bucket: desk.s3.bucket, Key: 'gone.json' };
    await desk.resource.delete({ ...desk.request(), properties, physicalId: 'byon-registry/Byon/Records' });
    expect(await desk.items()).toEqual(before);
  });

  test('logs what it did, and numbers only as personal data', async () => {
    await desk.deploy({ agents: [reception], numbers: [aNumber()] });
    expect(desk.log.public).toContain('1 number added, 1 agent added');
    expect(desk.log.public).not.toContain('80412');
    expect(desk.log.entries.at(-1)?.pii).toMatchObject({ numbers: { added: [NUMBER] } });
  });

  test('says what to do about records of another version', async () => {
    const records = { numbers: [{ ...aNumber(), colour: 'red' }] };
    expect(await messageOf(desk.deploy(records))).toMatch(
      /another version.*colour.*synthesise and deploy again/s,
    );
  });
});
