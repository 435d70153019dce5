import { agentSettings } from '../../../lambda/core/agents/agent';
import { agentRecord } from '../../../lambda/adapters/agent-record';

const settings = agentSettings.parse({
  language: 'en-IN',
  greeting: 'Hello.',
  prompt: 'You are a receptionist.',
  variables: { clinic: 'Asha', city: 'Bengaluru' },
  stt: 'openai/a',
  llm: 'openai/b',
  tts: 'openai/c',
});

describe('the version of an agent', () => {
  it('is the same for the same settings in another order', () => {
    const { variables, ...rest } = settings;
    const turned = { variables: { city: variables.city!, clinic: variables.clinic! }, ...rest };
    expect(agentRecord('a', turned).version).toBe(agentRecord('a', settings).version);
  });

  it('changes with any setting, however deep', () => {
    const changed = { ...settings, variables: { ...settings.variables, city: 'Mysuru' } };
    expect(agentRecord('a', changed).version).not.toBe(agentRecord('a', settings).version);
  });

  it('tells tools apart by their order, which the model sees', () => {
    const tools = [
      { type: 'end-call' as const },
      { type: 'transfer' as const, to: '+14155550199', when: 'the caller asks' },
    ];
    const versions = [tools, [...tools].reverse()].map((order) =>
      agentRecord('a', { ...settings, tools: order }),
    );
    expect(versions[0]!.version).not.toBe(versions[1]!.version);
  });
});
