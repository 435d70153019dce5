import { assignNumber } from '../../../bin/numbers/assign-number';
import { listNumbers } from '../../../bin/numbers/list-numbers';
import { showNumber } from '../../../bin/numbers/show-number';
import { resumeNumber, suspendNumber } from '../../../bin/numbers/suspend-number';
import { agentRecord } from '../../../lambda/adapters/agent-record';
import { DynamoRegistryChanges } from '../../../lambda/adapters/dynamodb/registry-changes';
import { SystemClock } from '../../../lambda/adapters/system-clock';
import { InvalidInputError, NotFoundError } from '../../../lambda/core/errors';
import { admit } from '../../../lambda/core/numbers/admission';
import { agentSettingsOf } from '../../builders/agent';
import { aNumber, NUMBER } from '../../builders/number';
import { AWS, DeployedRegistry, reception, sales } from '../registry/deployed-registry';

const OTHER = '+918041234568';

let registry: DeployedRegistry;
beforeEach(async () => {
  registry = await DeployedRegistry.open();
  await registry.deploy(
    [reception, sales],
    [aNumber({ carrier: 'india' }), aNumber({ number: OTHER, agent: 'sales', status: 'suspended' })],
  );
});
afterEach(() => registry.close());

const listed = async (filter: object) => {
  await listNumbers({ ...AWS, json: true, ...filter }, registry.output);
  const lines = registry.told().split('\n').filter(Boolean);
  return lines.map((line) => (JSON.parse(line) as { number: string }).number).sort();
};
const answering = (number = NUMBER) => admit([{ source: 'to', number }], registry.directory);

describe('numbers list', () => {
  it('lists all of them, or those of an agent, a carrier, a status', async () => {
    expect(await listed({})).toEqual([NUMBER, OTHER]);
    expect(await listed({ agent: 'sales' })).toEqual([OTHER]);
    expect(await listed({ carrier: 'india' })).toEqual([NUMBER]);
    expect(await listed({ status: 'suspended' })).toEqual([OTHER]);
    expect(await listed({ agent: 'sales', status: 'active' })).toEqual([]);
  });

  it('tells of each who answers it', async () => {
    await listNumbers({ ...AWS, json: false }, registry.output);
    expect(registry.told()).toMatch(/^\+918041234567 {5}reception +active +india$/m);
  });

  it('goes through all pages', async () => {
    const long = { long: 'x'.repeat(300_000) };
    const numbers = Array.from({ length: 8 }, (_, i) =>
      aNumber({ number: `+9180412345${10 + i}`, variables: long }),
    );
    await registry.deploy([reception], numbers);
    expect(await listed({})).toHaveLength(8);
    expect(await listed({ agent: 'reception' })).toHaveLength(8);
  });
});

describe('numbers show', () => {
  it('tells the agent, its version, and what of the DLT record expires', async () => {
    const principalEntity = { id: '1'.repeat(19), name: 'Asha', portal: 'jio', validUntil: '2020-01-31' };
    const subscriber = { legalName: 'Asha', kycStatus: 'verified' as const };
    const dlt = { declaredPurposes: ['service' as const], subscriber, principalEntity };
    await registry.deploy([reception], [aNumber({ dlt })]);
    await showNumber(NUMBER, { ...AWS, json: false }, registry.output);
    const text = registry.told();
    expect(text).toContain(`reception, in whichever version is current; it is ${reception.version}`);
    expect(text).toContain('principalEntity.validUntil: expired on 2020-01-31');
    expect(text).toContain('config   that of stack Byon has it');
  });

  it('knows no number that is not there', async () => {
    await expect(showNumber('+918041234599', { ...AWS, json: false }, registry.output)).rejects.toThrow(
      new NotFoundError(
        'The registry of stack Byon has no number +918041234599. npx byon numbers list shows those that it has.',
      ),
    );
    await expect(showNumber('8041234599', { ...AWS, json: false })).rejects.toBeInstanceOf(InvalidInputError);
  });
});

describe('numbers assign', () => {
  it('gives a number to another agent at its next call, and tells what a deploy does with it', async () => {
    await assignNumber(NUMBER, 'sales', AWS, registry.output);
    expect(await answering()).toMatchObject({ agent: { id: 'sales' } });
    expect(registry.told()).toContain('the next deploy keeps this');
    expect(await listed({ agent: 'sales' })).toEqual([NUMBER, OTHER]);
    await registry.deploy(
      [reception, sales],
      [aNumber({ carrier: 'us' }), aNumber({ number: OTHER, agent: 'sales' })],
    );
    expect(await registry.directory.findNumber(NUMBER)).toMatchObject({ agent: 'sales', carrier: 'us' });
  });

  it('keeps a number with a version while others take the next one', async () => {
    await assignNumber(NUMBER, `reception@${reception.version}`, AWS, registry.output);
    const next = agentRecord('reception', agentSettingsOf({ greeting: 'Something new.' }));
    await registry.deploy([next, sales], [aNumber({ carrier: 'india' })]);
    expect(await answering()).toMatchObject({ agent: { version: reception.version } });
    await assignNumber(NUMBER, 'reception@CURRENT', AWS, registry.output);
    expect(await answering()).toMatchObject({ agent: { version: next.version } });
  });

  it('gives up the version when the config gives the number to another agent', async () => {
    await assignNumber(NUMBER, `reception@${reception.version}`, AWS, registry.output);
    await registry.deploy([reception, sales], [aNumber({ agent: 'sales' })]);
    expect(await registry.directory.findNumber(NUMBER)).not.toHaveProperty('agentVersion');
    expect(await answering()).toMatchObject({ agent: { id: 'sales' } });
  });

  it.each([
    ['nobody', /there is no agent nobody/],
    ['reception@0123', /agent reception has no version 0123; it has: [0-9a-f]{12}$/],
    ['reception@', /must be AGENT, AGENT@CURRENT or AGENT@VERSION/],
  ])('refuses %s', async (agent, message) => {
    const assigned = assignNumber(NUMBER, agent, AWS, registry.output);
    await expect(assigned).rejects.toBeInstanceOf(InvalidInputError);
    await expect(assigned).rejects.toThrow(message);
    expect(await answering()).toMatchObject({ agent: { id: 'reception' } });
  });

  it('refuses an agent that asks for a value which the number does not have', async () => {
    const asking = agentRecord('asking', agentSettingsOf({ greeting: 'This is {{clinic}}.' }));
    const named = aNumber({ number: OTHER, agent: 'asking', variables: { clinic: 'Asha' } });
    await registry.deploy([reception, asking], [aNumber({}), named]);
    await expect(assignNumber(NUMBER, 'asking', AWS, registry.output)).rejects.toThrow('no value for clinic');
  });
});

describe('numbers suspend and resume', () => {
  it('keep the reason in the record until the number is active again', async () => {
    await suspendNumber(NUMBER, { ...AWS, reason: 'complaints' }, registry.output);
    expect(await answering()).toMatchObject({ refusal: 'suspended-number' });
    const { suspension } = (await registry.directory.findNumber(NUMBER))!;
    expect(suspension).toEqual({ reason: 'complaints', since: expect.stringMatching(/^\d{4}-.*Z$/) });
    expect(registry.told()).toContain('from now on, at a carrier with a bridge within 5 seconds');
    await suspendNumber(NUMBER, { ...AWS, reason: 'more of them' }, registry.output);
    expect((await registry.directory.findNumber(NUMBER))!.suspension).toEqual({
      reason: 'more of them',
      since: suspension!.since,
    });
    await resumeNumber(NUMBER, AWS, registry.output);
    expect(registry.told()).toContain('it was suspended for: more of them');
    expect(await answering()).toMatchObject({ admitted: true });
    expect(await registry.directory.findNumber(NUMBER)).not.toHaveProperty('suspension');
  });

  it('change nothing of a number that is active already', async () => {
    const before = await registry.item(NUMBER);
    await resumeNumber(NUMBER, AWS, registry.output);
    expect(registry.told()).toBe(`${NUMBER} is active, as it was.\n`);
    expect(await registry.item(NUMBER)).toEqual(before);
  });

  it('want a reason', async () => {
    await expect(suspendNumber(NUMBER, { ...AWS, reason: '' })).rejects.toThrow(
      'must have 1 to 500 characters',
    );
  });
});

it('a change that lost a race is made of what is there by then', async () => {
  const { client, table } = registry;
  const changes = new DynamoRegistryChanges({ client, table, clock: new SystemClock() });
  let first = true;
  const send = client.send.bind(client) as (...asked: unknown[]) => Promise<unknown>;
  client.send = (async (...asked: [object]) => {
    if (first && asked[0].constructor.name === 'UpdateItemCommand') {
      first = false;
      await registry.edit(NUMBER, { agent: 'sales' });
    }
    return send(...asked);
  }) as typeof client.send;
  await changes.editNumber(NUMBER, ({ agent }) => ({ agent, status: 'suspended' }));
  expect(await registry.directory.findNumber(NUMBER)).toMatchObject({ agent: 'sales', status: 'suspended' });
});

it('says where there is no such stack, and what the role lacks', async () => {
  await expect(listNumbers({ stack: 'Other', json: true })).rejects.toThrow('There is no stack Other');
  registry.laptop.aws.account.denied.add('cloudformation:GetTemplate');
  await expect(listNumbers({ ...AWS, json: true })).rejects.toThrow(
    'This was not done: this account or role may not call cloudformation:GetTemplate',
  );
});
