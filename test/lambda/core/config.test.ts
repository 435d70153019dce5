import { configFile } from '../../../lambda/core/config';
import { agentInput } from '../../builders/agent';

const smallest = {
  agents: { reception: agentInput() },
  numbers: { '+918041234567': { agent: 'reception' } },
};

function faultsOf(config: unknown): string[] {
  return (configFile.safeParse(config).error?.issues ?? []).map(({ path }) => path.join('.'));
}

describe('the config file', () => {
  test('needs agents and numbers, and has standard values for the rest', () => {
    expect(configFile.parse(smallest)).toMatchObject({
      providers: {},
      retention: { callDays: 90, audioDays: 7 },
      numbers: { '+918041234567': { status: 'active' } },
    });
  });

  test('takes a prompt from a file', () => {
    const prompt = { file: 'agents/reception.md' };
    const config = { ...smallest, agents: { reception: { ...agentInput(), prompt } } };
    expect(configFile.parse(config).agents['reception']?.prompt).toEqual(prompt);
  });

  test('takes the name of a secret, the ARN of a secret, and a server that wants no key', () => {
    const providers = {
      openai: { secret: 'byon/openai' },
      other: { secret: 'arn:aws:secretsmanager:ap-southeast-1:123456789012:secret:byon/openai-AbCdEf' },
      'openai-compatible': { baseUrl: 'http://127.0.0.1:11434/v1', key: false },
    };
    expect(configFile.parse({ ...smallest, providers }).providers).toMatchObject(providers);
  });

  test.each([
    ['no agents', { numbers: {} }, ['agents']],
    ['an agent id with a blank', { ...smallest, agents: { 'the desk': agentInput() } }, ['agents.the desk']],
    [
      'a national number',
      { ...smallest, numbers: { '08041234567': { agent: 'x' } } },
      ['numbers.08041234567'],
    ],
    [
      'a base URL of files',
      { ...smallest, providers: { x: { baseUrl: 'file:///etc' } } },
      ['providers.x.baseUrl'],
    ],
    [
      'a secret with a blank',
      { ...smallest, providers: { x: { secret: 'my key' } } },
      ['providers.x.secret'],
    ],
    ['no retention at all', { ...smallest, retention: { callDays: 0 } }, ['retention.callDays']],
    ['a section that nobody knows', { ...smallest, tenants: {} }, ['']],
    [
      'several faults, each of them told',
      { ...smallest, numbers: { '+918041234567': { agent: 'X' } }, retention: { audioDays: 1.5 } },
      ['numbers.+918041234567.agent', 'retention.audioDays'],
    ],
  ])('refuses %s', (_, config, paths) => {
    expect(faultsOf(config)).toEqual(paths);
  });
});
