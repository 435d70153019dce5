import { registryOf } from './registry';
import type { Stage } from './stage';

/** The config changes, and the stack is deployed again. */
export function updateFacts(on: () => Stage): void {
  /** Deploys, and tells what Amazon Chime was asked to change meanwhile. */
  async function deploy(): Promise<string[]> {
    const { cdk, chime, stack } = on();
    const before = chime.mutations().length;
    await cdk.deploy();
    expect(await stack.status()).toBe('UPDATE_COMPLETE');
    return chime
      .mutations()
      .slice(before)
      .map(({ operation }) => operation);
  }

  it('brings a new prompt to the registry, as a new version beside the old one, and leaves the endpoint alone', async () => {
    const registry = await registryOf(on());
    const before = await registry.findAgent('reception');
    on().config.change(({ agents }) => {
      agents['reception']!.prompt = 'You answer the telephone of the clinic, in one sentence.';
    });
    expect(await deploy()).toEqual([]);
    const after = await registry.findAgent('reception');
    expect(after?.prompt).toBe('You answer the telephone of the clinic, in one sentence.');
    expect(after?.version).not.toBe(before?.version);
    expect(await registry.findAgent('reception', before!.version)).toEqual(before);
  });

  it('lets in a new range of addresses, and changes nothing else at the endpoint', async () => {
    const { chime, config } = on();
    config.change((content) => {
      content.endpoint = { ...content.endpoint, callsFrom: ['54.172.60.0/30', '54.244.51.0/30'] };
    });
    expect(await deploy()).toEqual(['PutVoiceConnectorTermination']);
    expect(chime.snapshot().connectors).toMatchObject([
      { termination: { CidrAllowedList: ['54.172.60.0/30', '54.244.51.0/30'] } },
    ]);
  });

  it('adds one number to the registry and removes another', async () => {
    on().config.change(({ numbers }) => {
      numbers['+14155550142'] = { agent: 'reception' };
      delete numbers['+14155550100'];
    });
    expect(await deploy()).toEqual([]);
    const registry = await registryOf(on());
    expect(await registry.findNumber('+14155550142')).toMatchObject({ agent: 'reception' });
    expect(await registry.findNumber('+14155550100')).toBeUndefined();
    expect(await registry.findNumber('+911800000000')).toMatchObject({ agent: 'reception-hindi' });
  });

  it('replaces connector and SIP rule when the trigger changes, and takes the old ones away', async () => {
    const { chime, config } = on();
    const before = chime.holdings();
    config.change((content) => {
      content.endpoint = { ...content.endpoint, networkType: 'dual-stack' };
    });
    const asked = await deploy();
    expect(asked).toEqual(
      expect.arrayContaining([
        'CreateVoiceConnector',
        'CreateSipRule',
        'DeleteSipRule',
        'DeleteVoiceConnector',
      ]),
    );
    const after = chime.holdings();
    expect(after.applications).toEqual(before.applications);
    expect(after.connectors).toHaveLength(1);
    expect(after.connectors).not.toEqual(before.connectors);
    expect(after.rules).toHaveLength(1);
    expect(after.rules).not.toEqual(before.rules);
    const [host] = chime
      .snapshot()
      .connectors.map((one) => (one as { OutboundHostName: string }).OutboundHostName);
    expect(chime.snapshot().rules).toMatchObject([{ TriggerValue: host, Disabled: false }]);
  });
}
