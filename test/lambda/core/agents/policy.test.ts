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
    expect(policy.phrases).toMatchObject({ sorry: phrasesFor('hi').sorry, filler: 'रुकिए।' });
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

describe('what a policy says of a call', () => {
  test('that little time is left, in the words of its language', () => {
    const left = ({ phrases }: ReturnType<typeof policyOf>) => phrases['time-soon'];
    expect(left(policyOf(anAgent(), {}))).toContain('less than 1 minute');
    const own = { limits: { warnSeconds: 90 }, phrases: { 'time-soon': '{{left}} to go.' } };
    expect(left(policyOf(anAgent(own), {}))).toBe('90 seconds to go.');
  });

  test('what is done about a mailbox, on a call that we make only', () => {
    const agent = anAgent({ voicemail: { say: 'This is {{name}}.' }, variables: { name: 'Asha' } });
    expect(policyOf(agent, {}).voicemail).toBeUndefined();
    expect(policyOf(agent, {}, { outbound: true }).voicemail).toEqual({ say: 'This is Asha.' });
    expect(policyOf(anAgent(), {}, { outbound: true }).voicemail).toBe('hang-up');
  });

  test('how it is recorded, in the words of the agent', () => {
    expect(policyOf(anAgent(), {}).recording).toBeUndefined();
    const policy = policyOf(anAgent({ recording: { mode: 'notice', notice: 'We record.' } }), {});
    expect(policy.recording).toBe('notice');
    expect(policy.phrases['recording-notice']).toBe('We record.');
  });
});
