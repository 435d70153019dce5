import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { Template } from 'aws-cdk-lib/assertions';
import { deployedStack, keyOutputOf } from '../../../bin/aws/deployed-stack';
import { connection } from '../../../bin/aws/connection';
import { loadConfig } from '../../../lib/config';
import { ByonStack } from '../../../lib/byon-stack';
import { appAsDeployed, ensureBundles } from '../../lib/stacks';
import { Surroundings } from '../surroundings';

let laptop: Surroundings;
beforeAll(ensureBundles);
beforeEach(async () => {
  laptop = await Surroundings.open();
});
afterEach(() => laptop.close());

const found = () => deployedStack(new CloudFormationClient(connection({})), 'Byon');

it('finds the outputs of a stack', async () => {
  laptop.aws.account.stacks.set('eu-west-2/Byon', { status: 'UPDATE_COMPLETE', outputs: { Host: 'a.b' } });
  expect(await found()).toEqual({
    id: expect.stringMatching(/^arn:aws:cloudformation:eu-west-2:111122223333:stack\/Byon\/[0-9a-f-]{36}$/),
    status: 'UPDATE_COMPLETE',
    outputs: new Map([['Host', 'a.b']]),
  });
});

it('takes a stack that is only under review for none', async () => {
  laptop.aws.account.stacks.set('eu-west-2/Byon', { status: 'REVIEW_IN_PROGRESS' });
  expect(await found()).toBeUndefined();
});

it('knows the outputs of the secrets by the names that the real stack gives them', () => {
  const agents = {
    reception: {
      language: 'en-US',
      greeting: 'Hello.',
      prompt: 'You are a receptionist.',
      stt: 'openai/gpt-4o-mini-transcribe',
      llm: 'openai-compatible/llama3',
      tts: 'openai/gpt-4o-mini-tts',
    },
  };
  const providers = { 'openai-compatible': { baseUrl: 'https://llm.example.com/v1' } };
  const stack = new ByonStack(appAsDeployed(), 'Byon', {
    env: { account: '111122223333', region: 'eu-west-2' },
    config: loadConfig(laptop.config({ agents, providers })),
  });
  const secrets = Object.entries(stack.byon.keys.newSecrets);
  expect(secrets.map(([provider]) => provider).sort()).toEqual(['openai', 'openai-compatible']);
  const outputs = Template.fromStack(stack).findOutputs('*');
  for (const [provider, secret] of secrets) {
    expect(outputs[keyOutputOf(provider)]?.Value).toEqual({ Ref: stack.getLogicalId(secret) });
  }
});
