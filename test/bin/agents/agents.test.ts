import { stringify } from 'yaml';
import { listAgents } from '../../../bin/agents/list-agents';
import { putAgent } from '../../../bin/agents/put-agent';
import { rollBackAgent } from '../../../bin/agents/roll-back-agent';
import { showAgent } from '../../../bin/agents/show-agent';
import { agentRecord } from '../../../lambda/adapters/agent-record';
import { DynamoRegistryChanges } from '../../../lambda/adapters/dynamodb/registry-changes';
import { SystemClock } from '../../../lambda/adapters/system-clock';
import { agentSettings } from '../../../lambda/core/agents/agent';
import { InvalidInputError } from '../../../lambda/core/errors';
import { aNumber, NUMBER } from '../../builders/number';
import { AWS, DeployedRegistry } from '../registry/deployed-registry';

const SETTINGS = {
  language: 'en-IN',
  greeting: 'Namaste.',
  prompt: 'You are a receptionist.',
  stt: 'openai/gpt-4o-mini-transcribe',
  llm: 'openai/gpt-4.1-mini',
  tts: 'openai/gpt-4o-mini-tts',
};
const asDeployed = (changes: object = {}) =>
  agentRecord('reception', agentSettings.parse({ ...SETTINGS, ...changes }));

let registry: DeployedRegistry;
beforeEach(async () => {
  registry = await DeployedRegistry.open();
  await registry.deploy([asDeployed()], [aNumber()]);
});
afterEach(() => registry.close());

async function puts(changes: object, id = 'reception'): Promise<string> {
  const file = registry.file('agent.yaml', stringify({ ...SETTINGS, ...changes }));
  await putAgent(id, { ...AWS, file }, registry.output);
  return registry.told();
}
const greeting = async () => (await registry.directory.findAgent('reception'))?.greeting;
const back = async (to?: string) => {
  await rollBackAgent('reception', { ...AWS, ...(to !== undefined && { to }) }, registry.output);
  return registry.told();
};

describe('agents put', () => {
  it('makes a new version current, keeps the one before, and tells what a deploy does', async () => {
    const told = await puts({ greeting: 'Second.' });
    const second = asDeployed({ greeting: 'Second.' });
    expect(told).toBe(
      `Agent reception is in version ${second.version}, in place of ${asDeployed().version}. Calls that begin from ` +
        'now on have it; those in progress keep their version.\n' +
        'The config of stack Byon has this agent: the next deploy keeps this, but overwrites the settings that the ' +
        'config itself has changed since the last one. To keep it for good, bring it to the config.\n' +
        'Back: npx byon agents rollback reception\n',
    );
    expect(await registry.directory.findAgent('reception')).toEqual(second);
    expect(await registry.directory.findAgent('reception', asDeployed().version)).toEqual(asDeployed());
  });

  it('is kept by a deploy, but for what the config itself changes', async () => {
    await puts({ greeting: 'Second.', prompt: 'Be brief.' });
    await registry.deploy([asDeployed({ prompt: 'Be kind.' })], [aNumber()]);
    expect(await registry.directory.findAgent('reception')).toMatchObject({
      greeting: 'Second.',
      prompt: 'Be kind.',
    });
    await back();
    expect(await registry.directory.findAgent('reception')).toMatchObject({ prompt: 'Be brief.' });
  });

  it('of the current settings changes nothing', async () => {
    expect(await puts({})).toBe(
      `Agent reception is in version ${asDeployed().version} already: these settings are the current ones.\n`,
    );
  });

  it('makes a new agent, which no deploy touches', async () => {
    expect(await puts({}, 'night')).toMatch(
      /it is new\..*\n.*does not have this agent: no deploy touches it\.\n$/,
    );
    await registry.deploy([asDeployed()], [aNumber()]);
    expect(await registry.directory.findAgent('night')).toMatchObject({ id: 'night' });
  });

  it('reads the prompt from a file beside it', async () => {
    registry.file('prompt.md', 'You are the night watch.');
    await puts({ prompt: { file: 'prompt.md' } });
    expect(await registry.directory.findAgent('reception')).toMatchObject({
      prompt: 'You are the night watch.',
    });
  });

  it.each([
    [
      { llm: 'openai', limits: { failures: 9 } },
      /line 5, llm: .*\n.*line \d+, limits\.failures: must be at most 5/,
    ],
    [{ greting: 'x' }, /greting: is not known here; did you mean greeting\?/],
    [{ prompt: { file: 'gone.md' } }, /prompt\.file: there is no file gone\.md/],
    [
      { llm: 'anthropic/claude-haiku-4-5' },
      /llm: needs provider anthropic, which no agent of the deployed config uses/,
    ],
    [
      { greeting: 'This is {{clinic}}.' },
      /greeting: \{\{clinic\}\} has no value at 1 of the agent's 1 numbers/,
    ],
    [{ fallback: { transfer: NUMBER } }, /fallback\.transfer: leads back to this agent/],
    [
      { tools: [{ type: 'lambda', name: 'book', description: 'Books.', function: 'book', parameters: {} }] },
      /tools\.0/,
    ],
  ])('refuses %j', async (changes, message) => {
    const put = puts(changes);
    await expect(put).rejects.toBeInstanceOf(InvalidInputError);
    await expect(put).rejects.toThrow(message);
    expect(await registry.directory.findAgent('reception')).toEqual(asDeployed());
  });

  it('refuses a file that is not there', async () => {
    await expect(putAgent('reception', { ...AWS, file: 'nowhere.yaml' })).rejects.toThrow('there is no file');
  });
});

describe('agents rollback', () => {
  it('goes back one version after the other', async () => {
    for (const greeting of ['Second.', 'Third.']) await puts({ greeting });
    expect(await back()).toMatch(
      /^Agent reception is back in version \w+, from \w+\. Calls that begin from now on/,
    );
    expect(await greeting()).toBe('Second.');
    await back();
    expect(await greeting()).toBe('Namaste.');
    await expect(back()).rejects.toThrow(
      /the rollback has 1 fault:\n {2}to: no version is known .*; agent reception has: /,
    );
  });

  it('goes to the version that is named, and back from it', async () => {
    for (const greeting of ['Second.', 'Third.']) await puts({ greeting });
    await back(asDeployed().version);
    expect(await greeting()).toBe('Namaste.');
    await back();
    expect(await greeting()).toBe('Third.');
  });

  it('refuses a version that there is not, the current one, and an agent that there is not', async () => {
    await expect(back('0123')).rejects.toThrow('there is no version 0123');
    await expect(back(asDeployed().version)).rejects.toThrow('is current already');
    await expect(rollBackAgent('nobody', AWS)).rejects.toThrow('has no agent nobody');
  });

  it('does nothing when somebody else has changed the agent in between', async () => {
    const { client, table } = registry;
    const changes = new DynamoRegistryChanges({ client, table, clock: new SystemClock() });
    await puts({ greeting: 'Second.' });
    const rolled = changes.rollBack(asDeployed(), asDeployed({ greeting: 'Third.' }).version);
    await expect(rolled).rejects.toThrow(
      'somebody else has just changed agent reception, and nothing was done',
    );
    expect(await greeting()).toBe('Second.');
  });
});

describe('agents list and show', () => {
  it('tell who saved which version', async () => {
    await puts({ greeting: 'Second.' });
    await listAgents({ ...AWS, json: false }, registry.output);
    expect(registry.told()).toMatch(
      /^agent +version +saved +by +language\nreception +\w{12} +\d{4}-\S+Z +user\/asha +en-IN\n$/,
    );
    await showAgent('reception', { ...AWS, json: false }, registry.output);
    const text = registry.told();
    expect(text).toMatch(/^\w{12} +\S+Z +user\/asha +current$/m);
    expect(text).toMatch(/^\w{12} +\S+Z +stack Byon +before: rollback goes here$/m);
    expect(text).toContain('\ngreeting: Second.\n');
  });

  it('print JSON', async () => {
    await listAgents({ ...AWS, json: true }, registry.output);
    expect(JSON.parse(registry.told())).toMatchObject({ id: 'reception', savedBy: 'stack Byon' });
    await showAgent('reception', { ...AWS, json: true }, registry.output);
    expect(JSON.parse(registry.told())).toMatchObject({ id: 'reception', former: [], versions: [{}] });
  });

  it('know no other agent', async () => {
    await expect(showAgent('nobody', { ...AWS, json: true })).rejects.toThrow('has no agent nobody');
  });
});

it('a version that was saved before stays as it was saved', async () => {
  await puts({ greeting: 'Second.' });
  await registry.deploy([asDeployed({ greeting: 'Second.' })], [aNumber()]);
  await showAgent('reception', { ...AWS, json: true }, registry.output);
  const { versions } = JSON.parse(registry.told()) as { versions: { savedBy: string }[] };
  expect(versions.map(({ savedBy }) => savedBy).sort()).toEqual(['stack Byon', 'user/asha']);
});
