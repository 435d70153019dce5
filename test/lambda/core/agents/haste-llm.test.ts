import { providersNamedBy } from '../../../../lambda/core/agents/provider-fallbacks';
import { faultsOfAgent } from '../../../../lambda/core/checks/agent';
import { agentSettingsOf } from '../../../builders/agent';

const agent = agentSettingsOf({ hasteLlm: 'groq/fast' });

test('is a provider that needs its key as the others do', () => {
  expect(providersNamedBy(agent).at(-1)).toEqual({ port: 'llm', reference: 'groq/fast', path: ['hasteLlm'] });
});

test('may be one of the fallbacks, but not the agent’s own model', () => {
  const fallbacks = { llm: ['groq/fast'] };
  expect(faultsOfAgent(agentSettingsOf({ hasteLlm: 'groq/fast', fallbacks }))).toEqual([]);
  expect(faultsOfAgent(agentSettingsOf({ hasteLlm: 'sim/mind' }))).toEqual([
    { path: ['hasteLlm'], message: 'sim/mind is asked already; name another one' },
  ]);
});

test('must be of a provider that has language models', () => {
  expect(faultsOfAgent(agentSettingsOf({ hasteLlm: 'cartesia/sonic' }))).toMatchObject([
    { path: ['hasteLlm'], message: expect.stringContaining('cartesia cannot do llm') as string },
  ]);
});
