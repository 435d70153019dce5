import * as path from 'node:path';
import { App, CfnResource, Validations } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CfnBucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks } from 'cdk-nag';
import { ByonStack, loadConfig } from '../../lib';
import { SINGAPORE } from './endpoint/line';
import { appAsDeployed, ensureBundles, messageOf, ROOT } from './stacks';

const CONFIG = path.join(ROOT, 'byon.config.yaml');
beforeAll(ensureBundles);

/** The template with everything masked that changes with the functions' code alone. */
function masked(template: Template): unknown {
  const text = JSON.stringify(template.toJSON());
  return JSON.parse(
    text
      .replace(/[0-9a-f]{64}/g, '<asset>')
      .replace(/CurrentVersion[0-9A-Fa-f]{8}[0-9a-f]{32}/g, 'CurrentVersion'),
  );
}

describe('the stack of byon.config.yaml', () => {
  it('is the one that was looked at last', () => {
    expect(
      masked(Template.fromStack(new ByonStack(appAsDeployed(), 'Byon', { config: CONFIG }))),
    ).toMatchSnapshot();
  });

  it('registers the agents and numbers of the config as they are', () => {
    const config = loadConfig(CONFIG);
    const { byon } = new ByonStack(appAsDeployed(), 'Byon', { config });
    expect(byon.records()).toEqual({ agents: config.agents, numbers: config.numbers });
  });

  it('tells where each new key goes, what the carrier must know, and what became of the records', () => {
    const template = Template.fromStack(new ByonStack(appAsDeployed(), 'Byon', { config: CONFIG }));
    expect(Object.keys(template.findOutputs('*'))).toEqual([
      'KeyOfopenai',
      'SipHostName',
      'SipPort',
      'SignallingRanges',
      'MediaRanges',
      'RegistryChanges',
    ]);
  });

  it('uses the secrets, addresses and days of the config', () => {
    const config = loadConfig(CONFIG);
    const changed = {
      ...config,
      agents: config.agents.map((agent) => ({ ...agent, llm: 'openai-compatible/llama3.2' })),
      providers: {
        openai: { secret: 'my-company/openai', key: true },
        'openai-compatible': { baseUrl: 'http://10.0.0.5:11434/v1', key: false },
      },
      retention: { callDays: 30, audioDays: 2 },
    };
    const template = Template.fromStack(new ByonStack(appAsDeployed(), 'Byon', { config: changed }));
    template.resourceCountIs('AWS::SecretsManager::Secret', 0);
    template.hasResourceProperties('AWS::Lambda::Function', {
      Environment: { Variables: { CALL_DAYS: '30' } },
    });
    const functions = JSON.stringify(template.findResources('AWS::Lambda::Function'));
    expect(functions).toContain('secret:my-company/openai');
    expect(functions).toContain('http://10.0.0.5:11434/v1');
  });

  it('names the file in the faults of its config', () => {
    const file = path.join(__dirname, 'config/fixtures/faulty.yaml');
    expect(messageOf(() => new ByonStack(new App(), 'Byon', { config: file }))).toMatch(
      /^faulty\.yaml has 28 faults/,
    );
  });
});

describe('the stack of a config with carriers', () => {
  const file = path.join(__dirname, 'config/fixtures/carriers.yaml');
  const stack = new ByonStack(appAsDeployed(), 'Byon', { config: file, env: SINGAPORE });
  const template = Template.fromStack(stack);

  it('tells what is left to do at each carrier, and what became of its numbers', () => {
    const outputs = Object.entries(template.findOutputs('*')).map(([id, { Description }]) => [
      id,
      Description as string,
    ]);
    expect(Object.fromEntries(outputs)).toMatchObject({
      AnswerUrlvobiz: expect.stringContaining("Vobiz's console for vobiz"),
      HangupUrlvobiz: expect.stringContaining("Vobiz's console for vobiz"),
      AnswerUrlnewvobiz: expect.stringContaining("Vobiz's console for new-vobiz"),
      TrunkSidexotel: expect.stringContaining('Connect applet'),
      TrunkSidtwiliotrunk: expect.stringContaining('Header Manipulation'),
      CarrierNumberstwilio: 'What this deployment did at twilio',
      CarrierNumbersexotel: 'What this deployment did at exotel',
    });
    expect(outputs.map(([id]) => id)).not.toContain('CarrierNumbersjio');
  });

  it('reads their credentials from the secrets that the config names', () => {
    const text = JSON.stringify(template.toJSON());
    for (const name of ['carriers/twilio', 'carriers/vobiz', 'carriers/exotel']) {
      expect(text).toContain(`:secret:${name}`);
    }
  });

  it('has no number in its template but that of Amazon Chime and the one that stands in', () => {
    const numbers = JSON.stringify(template.toJSON()).match(/\+\d{10,}/g);
    expect(new Set(numbers)).toEqual(new Set(['+17035550100', '+17035550122']));
  });

  it('registers each number with its carrier, and no takeover', () => {
    const { numbers } = stack.byon.records();
    expect(numbers.map(({ carrier }) => carrier)).toEqual([
      ...['twilio', 'twilio-trunk', 'vobiz', 'exotel', 'jio'],
    ]);
    expect(JSON.stringify(numbers)).not.toContain('takeover');
  });
});

describe('checks of the template', () => {
  it('find nothing by the rules of AWS Solutions that is not acknowledged', () => {
    const app = appAsDeployed();
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }));
    new ByonStack(app, 'Byon', { config: CONFIG });
    expect(() => app.synth()).not.toThrow();
  });

  it('fail the synth on a finding of AWS Solutions', () => {
    const app = appAsDeployed();
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    new CfnBucket(new ByonStack(app, 'Byon', { config: CONFIG }), 'Bare');
    expect(messageOf(() => app.synth())).toMatch(/AwsSolutions/);
  });

  it('fail the synth on a template that CloudFormation would refuse', () => {
    const app = appAsDeployed();
    new CfnResource(new ByonStack(app, 'Byon', { config: CONFIG }), 'Wrong', {
      type: 'AWS::S3::Bucket',
      properties: { NoSuchProperty: true },
    });
    expect(messageOf(() => app.synth())).toMatch(/NoSuchProperty/);
  });
});
