import { housePolicy, policyOf } from '../../../../lambda/core/agents/policy';
import { phrasesFor } from '../../../../lambda/core/speech/phrases';
import { anAgent } from '../../../builders/agent';

describe('the policy of a call', () => {
  test("fills the greeting with the call's values before the agent's own", () => {
    const agent = anAgent({
      greeting: '{{clinic}}, {{city}}.',
      variables: { clinic: 'Sharma', city: 'Pune' },
    });
    expect(policyOf(agent, { city: 'Delhi' }).greeting).toBe('Sharma, Delhi.');
  });

  test('speaks the language of the agent, in its own wording where there is one', () => {
    const policy = policyOf(anAgent({ language: 'hi-IN', phrases: { filler: 'रुकिए।' } }), {});
    expect(policy.language).toBe('hi-IN');
    expect(policy.phrases).toEqual({ ...phrasesFor('hi'), filler: 'रुकिए।' });
  });

  test("apologises in the agent's language when there is no fallback of its own", () => {
    expect(policyOf(anAgent({ language: 'hi-IN' }), {}).fallback).toEqual({ say: phrasesFor('hi').trouble });
  });

  test("takes the agent's fallback and limits", () => {
    const policy = policyOf(
      anAgent({ fallback: { transfer: '+918041234567' }, limits: { failures: 4 } }),
      {},
    );
    expect(policy.fallback).toEqual({ transfer: '+918041234567' });
    expect(policy.limits.failures).toBe(4);
  });

  test('a call without an agent has a policy with all phrases and standard limits', () => {
    const policy = housePolicy('en-IN');
    expect(policy.phrases).toEqual(phrasesFor('en'));
    expect(policy.limits).toEqual(policyOf(anAgent(), {}).limits);
    expect(policy.fallback).toEqual({ say: phrasesFor('en').trouble });
  });
});
