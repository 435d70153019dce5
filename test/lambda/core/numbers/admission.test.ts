import { admit } from '../../../../lambda/core/numbers/admission';
import { anAgent } from '../../../builders/agent';
import { aDial } from '../../../builders/dial';
import { aNumber, NUMBER } from '../../../builders/number';
import { InMemoryNumberDirectory } from '../../../fakes/ports';

const OTHER = '+918049999999';

function directory() {
  return new InMemoryNumberDirectory()
    .addNumber(
      aNumber({ routes: ['rule-1'] }),
      aNumber({ number: OTHER, agent: 'sales' }),
      aNumber({ number: '+918040000001', status: 'suspended' }),
      aNumber({ number: '+918040000002', agent: 'gone' }),
    )
    .addAgent(anAgent())
    .addAgent(anAgent({ id: 'sales' }));
}

describe('admission', () => {
  test('takes the first candidate that is registered', async () => {
    const candidates = [
      { source: 'header', number: '+14155550100' },
      { source: 'diversion', number: OTHER },
      { source: 'to', number: NUMBER },
    ];
    expect(await admit(candidates, directory())).toMatchObject({
      admitted: true,
      number: { number: OTHER },
      agent: { id: 'sales' },
      resolvedBy: 'diversion',
    });
  });

  test('finds the number by a route of its own', async () => {
    const admission = await admit([{ source: 'sip-rule', route: 'rule-1' }], directory());
    expect(admission).toMatchObject({ admitted: true, number: { number: NUMBER }, resolvedBy: 'sip-rule' });
  });

  test('gives the version of the agent that is current', async () => {
    const registry = directory().addAgent(anAgent({ version: 'v2' }));
    const admission = await admit([{ source: 'to', number: NUMBER }], registry);
    expect(admission).toMatchObject({ agent: { id: 'reception', version: 'v2' } });
  });

  test('gives the version that the number names, whichever is current, and none but that', async () => {
    const registry = directory().addAgent(anAgent({ version: 'v2' }));
    const assigned = (agentVersion: string) =>
      admit([{ source: 'to', number: NUMBER }], registry.addNumber(aNumber({ agentVersion })));
    expect(await assigned('v1')).toMatchObject({ agent: { id: 'reception', version: 'v1' } });
    expect(await assigned('v3')).toMatchObject({ admitted: false, refusal: 'agent-missing' });
  });

  test('takes the current version for a dial, whatever version its number names', async () => {
    const registry = directory()
      .addAgent(anAgent({ version: 'v2' }))
      .addNumber(aNumber({ agentVersion: 'v1' }));
    const vouch = async () => ({ dial: aDial(0, { agent: 'reception' }) });
    expect(await admit([{ source: 'to', number: NUMBER }], registry, vouch)).toMatchObject({
      agent: { version: 'v2' },
    });
  });

  test('turns a suspended number away and does not look further', async () => {
    const candidates = [
      { source: 'header', number: '+918040000001' },
      { source: 'to', number: NUMBER },
    ];
    expect(await admit(candidates, directory())).toEqual({
      admitted: false,
      refusal: 'suspended-number',
      number: '+918040000001',
      resolvedBy: 'header',
    });
  });

  test('turns away a number whose agent is missing', async () => {
    expect(await admit([{ source: 'to', number: '+918040000002' }], directory())).toEqual({
      admitted: false,
      refusal: 'agent-missing',
      number: '+918040000002',
      resolvedBy: 'to',
    });
  });

  test('takes the next candidate where one is overlooked', async () => {
    const vouch = async (_: unknown, { source }: { source: string }) =>
      source === 'header' ? ('overlook' as const) : { caller: '+14155550123' };
    const candidates = [
      { source: 'header', number: OTHER },
      { source: 'to', number: NUMBER },
    ];
    expect(await admit(candidates, directory(), vouch)).toMatchObject({
      admitted: true,
      number: { number: NUMBER },
      vouched: { caller: '+14155550123' },
    });
  });

  test.each(['unproven', 'failed'] as const)(
    'looks no further when a number is refused as %s',
    async (refusal) => {
      const candidates = [
        { source: 'to', number: '+918040000001' },
        { source: 'sip-rule', route: 'rule-1' },
      ];
      expect(await admit(candidates, directory(), async () => refusal)).toEqual({
        admitted: false,
        refusal,
        number: '+918040000001',
        resolvedBy: 'to',
      });
    },
  );

  test('takes the agent of a dial before that of its number', async () => {
    const vouch = async () => ({ dial: aDial(0, { agent: 'sales' }) });
    expect(await admit([{ source: 'to', number: NUMBER }], directory(), vouch)).toMatchObject({
      agent: { id: 'sales' },
    });
    expect(await admit([{ source: 'to', number: '+918040000002' }], directory(), vouch)).toMatchObject({
      admitted: true,
    });
  });

  test('tells the carrier of the number', async () => {
    const registry = directory().addNumber(aNumber({ carrier: 'twilio' }));
    expect(await admit([{ source: 'to', number: NUMBER }], registry)).toMatchObject({ carrier: 'twilio' });
  });

  test.each([
    ['nothing is registered', [{ source: 'to', number: '+14155550100' }]],
    ['the signalling names nothing', []],
    ['the route belongs to no number', [{ source: 'sip-rule', route: 'rule-2' }]],
  ])('knows no number where %s', async (_, candidates) => {
    expect(await admit(candidates, directory())).toEqual({ admitted: false, refusal: 'unknown-number' });
  });
});
