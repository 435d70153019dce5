import { Template } from 'aws-cdk-lib/assertions';
import { Account } from '../../../bin/aws/account';
import { deployedStack } from '../../../bin/aws/deployed-stack';
import { AwsTrouble } from '../../../bin/aws/trouble';
import { deployedNotes } from '../../../bin/carriers/deployed-notes';
import { ByonStack } from '../../../lib/byon-stack';
import { loadConfig } from '../../../lib/config';
import type { FakeResource } from '../../fakes/aws-account';
import { appAsDeployed, ensureBundles } from '../../lib/stacks';
import { Surroundings } from '../surroundings';
import { Carriers, TWILIO, VOBIZ } from './carriers';

const NOTE = {
  number: '+14155550100',
  account: 'AC0',
  before: { voiceUrl: '' },
  ours: [{ voiceUrl: 'https://bridge.example.com/main/voice' }],
};

let laptop: Surroundings;
let carriers: Carriers;
beforeEach(async () => {
  laptop = await Surroundings.open();
  carriers = await Carriers.open(laptop);
});
afterEach(async () => {
  await carriers.close();
  await laptop.close();
});

async function found() {
  const account = new Account({});
  return deployedNotes(account, await deployedStack(account.stacks, 'Byon'));
}

/** Gives a resource of the deployed stack other properties. */
function change(logicalId: string, Properties: Record<string, unknown>): void {
  const resource = laptop.aws.account.stacks.get('eu-west-2/Byon')?.resources?.[logicalId];
  resource!.Properties = { ...resource!.Properties, ...Properties };
}

it('are none before a deploy, and none asks for them', async () => {
  expect(await found()).toEqual(new Map());
  expect(laptop.aws.account.actions).toEqual(['cloudformation:DescribeStacks']);
});

it('are found by the carrier of the resource that keeps them', async () => {
  await carriers.deploy({ main: [NOTE], india: [] });
  expect(await found()).toEqual(
    new Map([
      ['main', [{ ...NOTE, changing: false }]],
      ['india', []],
    ]),
  );
});

it('are found where the template names the table itself', async () => {
  await carriers.deploy({ main: [NOTE] });
  change('NumbersOfmain', { Table: 'byon-registry' });
  expect((await found()).get('main')).toHaveLength(1);
});

it('cannot be found where the template names the table by an expression', async () => {
  await carriers.deploy({ main: [NOTE] });
  change('NumbersOfmain', { Table: { 'Fn::ImportValue': 'table' } });
  await expect(found()).rejects.toThrow(AwsTrouble);
  await expect(found()).rejects.toThrow(/names the table of NumbersOfmain by an expression/);
});

it('are told to be out of reach where the table cannot be read', async () => {
  await carriers.deploy({ main: [NOTE] });
  change('NumbersOfmain', { Table: 'another' });
  await expect(found()).rejects.toMatchObject({ name: 'AwsTrouble', code: 'ResourceNotFoundException' });
});

it('are found by what the real stack calls its resources', async () => {
  ensureBundles();
  await carriers.deploy();
  const stack = new ByonStack(appAsDeployed(), 'Byon', {
    env: { account: '111122223333', region: 'eu-west-2' },
    config: loadConfig(
      laptop.config({
        carriers: { main: TWILIO, india: VOBIZ },
        numbers: {
          '+14155550100': { agent: 'reception', carrier: 'main' },
          '+918041234567': { agent: 'reception', carrier: 'india' },
        },
      }),
    ),
  });
  const { Resources } = Template.fromStack(stack).toJSON() as { Resources: Record<string, FakeResource> };
  const registry = stack.getLogicalId(stack.byon.registry.table.node.defaultChild as never);
  Resources[registry]!.physicalId = 'byon-registry';
  laptop.aws.account.stacks.get('eu-west-2/Byon')!.resources = Resources;
  expect(await found()).toEqual(
    new Map([
      ['main', []],
      ['india', []],
    ]),
  );
});
