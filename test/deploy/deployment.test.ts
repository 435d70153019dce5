import { callFacts } from './call-facts';
import type { Resource } from './deployed-stack';
import { inventory } from './inventory';
import { registryOf } from './registry';
import { CHECKS } from './resource-checks';
import { openStage, type Stage } from './stage';
import { updateFacts } from './update-facts';

let stage: Stage;
let bootstrapped: string[];

beforeAll(async () => {
  stage = await openStage('deployment');
  stage.config.change(({ agents }) => {
    agents['reception']!.knowledge = [stage.config.bring('local/sample/faq.md')];
    agents['reception']!.afterCall = { summary: true };
  });
});
afterAll(() => stage?.close());

describe('The default stack', () => {
  let resources: Resource[];

  it('is deployed by `cdk bootstrap` and `cdk deploy`', async () => {
    await stage.cdk.bootstrap();
    bootstrapped = await inventory(stage.aws);
    await stage.cdk.deploy();
    expect(await stage.stack.status()).toBe('CREATE_COMPLETE');
    resources = await stage.stack.resources();
  });

  it('has every resource of its template, and each is as the template wants it', async () => {
    const { Resources } = await stage.stack.template();
    expect(resources.map(({ id }) => id).sort()).toEqual(Object.keys(Resources).sort());
    expect(resources.filter(({ type }) => !(type in CHECKS)).map(({ type }) => type)).toEqual([]);
    for (const resource of resources) await CHECKS[resource.type]!(resource, stage);
  });

  it('has a SIP endpoint whose rule leads every call to the alias of the call handler', async () => {
    const { connectors, applications, rules } = stage.chime.snapshot();
    const [connector] = connectors as { OutboundHostName: string }[];
    const [application] = applications as { SipMediaApplicationId: string }[];
    const alias = await stage.stack.resource('AWS::Lambda::Alias');
    expect(connectors).toMatchObject([{ RequireEncryption: true }]);
    expect(applications).toMatchObject([{ Endpoints: [{ LambdaArn: alias.physicalId }] }]);
    expect(rules).toMatchObject([
      {
        TriggerType: 'RequestUriHostname',
        TriggerValue: connector!.OutboundHostName,
        TargetApplications: [{ SipMediaApplicationId: application!.SipMediaApplicationId, Priority: 1 }],
        Disabled: false,
      },
    ]);
  });

  it('has the agents and numbers of the config in its registry', async () => {
    const registry = await registryOf(stage);
    expect(await registry.findNumber('+14155550100')).toMatchObject({ agent: 'reception' });
    expect(await registry.findNumber('+911800000000')).toMatchObject({ agent: 'reception-hindi' });
    expect(await registry.findAgent('reception')).toMatchObject({ language: 'en-IN' });
  });

  it('is left alone by a `cdk deploy` without a change', async () => {
    const before = await stage.stack.events();
    const asked = stage.chime.journal.length;
    expect(await stage.cdk.deploy()).toContain('(no changes)');
    expect(await stage.stack.events()).toEqual(before);
    expect(stage.chime.journal.slice(asked)).toEqual([]);
  });
});

describe('A call to one of its numbers', () => callFacts(() => stage));

describe('A changed config, deployed', () => updateFacts(() => stage));

describe('`cdk destroy`', () => {
  it('keeps tables, audio and keys, and removes all else, at Amazon Chime too', async () => {
    const kept = (await stage.stack.resources())
      .filter(({ deletionPolicy }) => deletionPolicy?.startsWith('Retain'))
      .map(({ type, physicalId }) => `${type} ${physicalId}`);
    expect(new Set(kept.map((line) => line.split(' ')[0]))).toEqual(
      new Set(['AWS::DynamoDB::GlobalTable', 'AWS::S3::Bucket', 'AWS::SecretsManager::Secret']),
    );
    await stage.cdk.destroy();
    expect(await stage.stack.status()).toBeUndefined();
    expect(await inventory(stage.aws)).toEqual([...bootstrapped, ...kept].sort());
    expect(Object.values(stage.chime.holdings()).flat()).toEqual([]);
    expect(stage.chime.refused).toEqual([]);
  });
});
