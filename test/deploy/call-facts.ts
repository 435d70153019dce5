import { PutSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { loadConfig } from '../../lib/config';
import { playCall, type PlayedCall } from '../../local/caller/play-call';
import { WallClock } from '../../local/clock';
import type { Observation } from '../../local/sma';
import { deployedWorld } from './deployed-world';
import { logLines } from './log-lines';
import type { Stage } from './stage';

const KEY = 'sk-planted-0123456789abcdef';

/** A call is played on the functions that are deployed. */
export function callFacts(on: () => Stage): void {
  let call: PlayedCall;
  const all = <T extends Observation['type']>(type: T) =>
    call.observations.filter((one): one is Extract<Observation, { type: T }> => one.type === type);

  beforeAll(async () => {
    const { aws, config, openai, stack } = on();
    const { physicalId: SecretId } = await stack.resource('AWS::SecretsManager::Secret');
    await aws.secrets.send(new PutSecretValueCommand({ SecretId, SecretString: KEY }));
    openai.keys = [KEY];
    openai.transcript = 'When do you open?';
    openai.reply = ['We open at nine. ', 'Goodbye!', { tool: 'end_call', args: '{}' }];
    const clock = new WallClock();
    const world = await deployedWorld(on(), loadConfig(config.file), clock);
    call = await playCall(world, clock, {
      to: '+14155550100',
      caller: '+14155550123',
      steps: [{ says: 'When do you open?' }],
      language: 'en-IN',
    });
  });

  it('is answered with the greeting, in the voice of the provider', () => {
    const [greeting] = on().openai.speeches;
    expect(greeting?.input).toBe('Namaste, this is Asha Clinic in Bengaluru. How can I help you?');
    const [heard] = all('audio-started');
    expect(heard?.key).toMatch(/^clips\//);
    // The fake speaks 10 ms a letter; the line has 8 samples a millisecond.
    expect(heard!.pcm.length / 80).toBeCloseTo(greeting!.input.length, 0);
  });

  it('hears the caller, asks the model, and says its reply sentence by sentence', () => {
    const { openai } = on();
    expect(openai.transcriptions).toHaveLength(1);
    expect(openai.transcriptions[0]!.file.length).toBeGreaterThan(8000);
    expect(openai.chats).toHaveLength(1);
    expect(openai.chats[0]!.messages.at(-1)).toEqual({ role: 'user', content: 'When do you open?' });
    expect(call.turns).toMatchObject([
      { heard: 'When do you open?', parts: [{ text: 'We open at nine.' }, { text: 'Goodbye!' }] },
    ]);
    const played = all('audio-started').map(({ key }) => key);
    expect(played.slice(1)).toEqual(call.turns[0]!.parts.map(({ key }) => key));
  });

  it('is hung up by the agent, and its record is in the calls table', () => {
    expect(all('hung-up')).toMatchObject([{ leg: 'LEG-A', by: 'agent' }]);
    expect([...all('handler-failed'), ...all('handler-late'), ...all('answer-invalid')]).toEqual([]);
    expect(call.record).toMatchObject({
      number: '+14155550100',
      caller: '+14155550123',
      outcome: 'agent-ended',
      agent: { id: 'reception' },
    });
  });

  it('leaves neither key, nor numbers, nor words in the logs of the functions', async () => {
    const lines = await logLines(on());
    expect(lines.filter((line) => line.includes('"service":"byon-call"'))).not.toEqual([]);
    const found = [KEY, '4155550123', '4155550100', 'do you open', 'open at nine'].filter((text) =>
      lines.some((line) => line.includes(text)),
    );
    expect(found).toEqual([]);
  });
}
