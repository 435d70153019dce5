import { Stack } from 'aws-cdk-lib';
import { Match, Template } from 'aws-cdk-lib/assertions';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Byon, Llm, ProviderKey, ProviderKeys, Stt, Tts, VoiceAgent, type ProviderProps } from '../../../lib';
import { agentSettings } from '../../../lambda/core/agents/agent';
import { agentRecord } from '../../../lambda/adapters/agent-record';
import { checkedApp } from '../../examples/checked-app';
import { emptyStack, messageOf, receptionist } from '../stacks';

function keysFor(providers: Record<string, ProviderProps>, stack: Stack = emptyStack()) {
  const keys = new ProviderKeys(stack, 'Keys', { providers });
  const reader = new Role(stack, 'Reader', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
  keys.grantRead(reader);
  keys.useFor(new VoiceAgent(stack, 'reception', receptionist()).record);
  return { stack, keys };
}

/** What the reader may read, from the one policy there is. */
function readable(stack: Stack): unknown[] {
  const policies = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
  return policies.flatMap((policy) =>
    policy.Properties.PolicyDocument.Statement.map(({ Resource }: { Resource: unknown }) => Resource),
  );
}

describe('ProviderKeys', () => {
  it('makes one empty, retained secret for a provider, however many ports use it', () => {
    const { stack } = keysFor({});
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::SecretsManager::Secret', 1);
    template.hasResource('AWS::SecretsManager::Secret', {
      Properties: { SecretString: Match.absent(), GenerateSecretString: Match.absent() },
      DeletionPolicy: 'RetainExceptOnCreate',
      UpdateReplacePolicy: 'Retain',
    });
  });

  it('makes none for a provider that nobody uses', () => {
    const stack = emptyStack();
    const keys = new ProviderKeys(stack, 'Keys', { providers: { openai: {} } });
    expect(keys.node.findAll()).toEqual([keys]);
    expect(stack.resolve(keys.environment)).toBe('{}');
  });

  it('lets a reader read the secret of an agent that came later, and nothing else', () => {
    const { stack, keys } = keysFor({});
    expect(readable(stack)).toEqual([{ Ref: stack.getLogicalId(keys.newSecrets.openai!) }]);
  });

  it('takes a secret that is there already', () => {
    const stack = emptyStack();
    const own = new Secret(stack, 'Own');
    const { keys } = keysFor({ openai: { key: ProviderKey.fromSecret(own) } }, stack);
    expect(keys.secrets.openai).toBe(own);
    expect(keys.newSecrets).toEqual({});
  });

  it('takes a secret by its name', () => {
    const { stack } = keysFor({ openai: { key: ProviderKey.fromSecretNamed('my-company/openai') } });
    expect(JSON.stringify(readable(stack))).toContain(':secret:my-company/openai-??????');
    Template.fromStack(stack).resourceCountIs('AWS::SecretsManager::Secret', 0);
  });

  it.each([
    ['arn:aws:secretsmanager:eu-west-1:123456789012:secret:openai-AbCdEf', ''],
    ['arn:aws:secretsmanager:eu-west-1:123456789012:secret:openai', '-??????'],
  ])('takes a secret by its ARN %s', (arn, suffix) => {
    const { stack } = keysFor({ openai: { key: ProviderKey.fromSecretNamed(arn) } });
    expect(readable(stack)).toEqual([`${arn}${suffix}`]);
  });

  it('takes a server without a key', () => {
    const stack = emptyStack();
    const keys = new ProviderKeys(stack, 'Keys', {
      providers: { 'openai-compatible': { baseUrl: 'http://10.0.0.5:11434/v1', key: ProviderKey.none() } },
    });
    const local = receptionist({
      stt: Stt.openaiCompatible('whisper'),
      llm: Llm.openaiCompatible('llama3.2'),
      tts: Tts.openaiCompatible('kokoro'),
    });
    keys.useFor(new VoiceAgent(stack, 'reception', local).record);
    expect(stack.resolve(keys.environment)).toBe(
      '{"openai-compatible":{"baseUrl":"http://10.0.0.5:11434/v1"}}',
    );
    expect(keys.secrets).toEqual({});
  });

  it.each(['before', 'after'])(
    'lets a reader call providers of AWS in place of a key (reader %s)',
    (when) => {
      const stack = emptyStack();
      const keys = new ProviderKeys(stack, 'Keys');
      const reader = new Role(stack, 'Reader', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
      if (when === 'before') keys.grantRead(reader);
      const ofAws = receptionist({
        stt: Stt.transcribe(),
        llm: Llm.bedrock('apac.amazon.nova-lite-v1:0'),
        tts: Tts.polly('neural', { voice: 'Kajal' }),
      });
      keys.useFor(new VoiceAgent(stack, 'reception', ofAws).record);
      if (when === 'after') keys.grantRead(reader);
      const [policy] = Object.values(Template.fromStack(stack).findResources('AWS::IAM::Policy'));
      const actions = policy!.Properties.PolicyDocument.Statement.flatMap(
        ({ Action }: { Action: string }) => Action,
      );
      expect(actions.sort()).toEqual([
        'bedrock:InvokeModel',
        'bedrock:InvokeModelWithResponseStream',
        'polly:SynthesizeSpeech',
        'transcribe:StartStreamTranscription',
      ]);
      Template.fromStack(stack).resourceCountIs('AWS::SecretsManager::Secret', 0);
      expect(stack.resolve(keys.environment)).toBe('{"bedrock":{},"polly":{},"transcribe":{}}');
    },
  );

  it.each([{}, { account: '123456789012', region: 'us-east-1' }])(
    'asks for no more of AWS than AWS Solutions lets pass (%j)',
    (env) => {
      const app = checkedApp();
      const byon = new Byon(new Stack(app, 'Test', { env }), 'Byon');
      byon.addAgent(
        'reception',
        receptionist({
          stt: Stt.transcribe(),
          llm: Llm.bedrock('amazon.nova-lite-v1:0'),
          tts: Tts.polly('neural'),
        }),
      );
      expect(() => app.synth()).not.toThrow();
    },
  );

  it('refuses an OpenAI-compatible server without address', () => {
    const stack = new Stack();
    const agent = new VoiceAgent(stack, 'a', receptionist({ llm: Llm.openaiCompatible('llama3.2') }));
    expect(messageOf(() => new ProviderKeys(stack, 'Keys').useFor(agent.record))).toMatch(
      /llm: needs the address of its server/,
    );
  });

  it('refuses the simulated providers, which are not in the functions', () => {
    const settings = {
      language: 'en',
      greeting: 'Hi.',
      prompt: 'Hi.',
      stt: 'sim/told',
      llm: 'sim/x',
      tts: 'sim/y',
    };
    const agent = agentRecord('a', agentSettings.parse(settings));
    const message = messageOf(() => new ProviderKeys(new Stack(), 'Keys').useFor(agent));
    expect(message).toMatch(/3 faults/);
    expect(message).toMatch(/sim answers on a laptop only/);
  });
});
