import { InvalidInputError } from '../../lambda/core/errors';
import type { KeyRing } from '../../lambda/core/ports';
import { loadConfig, type Config } from '../../lib/config';
import { TypedQueue } from '../caller/typed-queue';
import { WallClock, type LocalClock } from '../clock';
import type { ToolSecrets } from '../../lambda/adapters/tools/tool-secrets';
import { EnvFileKeyRing, readEnv } from '../env-file';
import { murmur } from '../sim/murmur';
import { INSTANT } from '../sim/pace';
import type { SmaCall } from '../sma';
import { tellProviders } from '../tell-providers';
import { EnvFileToolSecrets } from '../tools/secrets';
import { tellTools } from '../tools/tell-tools';
import { openWorld } from '../world';
import { Screen, type Streams } from './screen';

export interface TalkOptions {
  config: string;
  /** The number that is called. Standard: the first of the config. */
  number?: string;
}

export interface TalkSurroundings extends Streams {
  clock: LocalClock;
  keys: KeyRing;
  /** Standard: none, so that no tool reaches beyond this machine. */
  toolSecrets?: ToolSecrets;
}

const REACTION_MS = 100;
const BETWEEN_KEYS_MS = 250;
const CALLER = '+14155550123';

/**
 * The agent in the terminal: what you type is what it hears, and what it says is printed. Nobody hears this
 * call, so speech is a short hum, made and recognised without a provider; the language model may be real.
 *
 * @throws InvalidInputError for a faulty config, and for a number that is not in it.
 */
export async function talk(
  options: TalkOptions,
  { input, output, clock, keys, toolSecrets }: TalkSurroundings = {
    input: process.stdin,
    output: process.stdout,
    clock: new WallClock(),
    keys: new EnvFileKeyRing('.env'),
    toolSecrets: new EnvFileToolSecrets('.env'),
  },
): Promise<void> {
  const config = byText(loadConfig(options.config));
  const { number, agent } = registeredNumber(options, config);
  const screen = new Screen({ input, output });
  const typed = new TypedQueue<string>(
    (line) => void say(line),
    () => call.hangUp(),
  );
  screen.onLine((line) => {
    if (line === '/bye' && screen.isLive) call.hangUp();
    else if (line !== '') typed.add(line);
  });
  screen.onEnd(() => (screen.isLive ? call.hangUp() : typed.close()));

  const speak = async () => murmur('');
  const world = await openWorld({
    ...{ config, clock, keys, pace: INSTANT, speak },
    ...(toolSecrets && { toolSecrets }),
  });
  tellProviders(world.simulated, agent).forEach((line) => screen.note(line));
  const { tools = [] } = config.agents.find(({ id }) => id === agent) ?? {};
  const has = (variable: string) => toolSecrets !== undefined && readEnv('.env', variable) !== undefined;
  tellTools(tools, has).forEach((line) => screen.note(line));
  screen.note('Type what you say. Keys: /press 123. End: /bye or Ctrl-D.');
  world.watch((observation) => {
    const { type } = observation;
    if (type === 'audio-started') {
      const words = observation.text ?? (observation.key && world.wordsOf(observation.key));
      if (words) screen.agent(words);
    } else if (type === 'action-started' && observation.action.Type === 'RecordAudio') typed.listen();
    else if (type === 'action-finished' && observation.action.Type === 'RecordAudio') typed.stop();
    else if (type === 'leg-joined') {
      screen.note('A human takes the call. That is where the agent leaves it.');
      call.hangUp();
    }
  });
  const call: SmaCall = world.runtime.call({ to: number, from: CALLER });

  const say = async (line: string): Promise<void> => {
    screen.echo(line);
    const keys = /^\/press\s+([0-9*#]+)$/.exec(line)?.[1];
    if (line === '/bye') call.hangUp();
    else if (keys) await press(keys);
    else if (line.startsWith('/')) {
      screen.note('That is no command. Keys: /press 123, of 0-9, * and #. End: /bye.');
      typed.listen();
    } else call.say(await speak(), line);
  };
  const press = async (keys: string): Promise<void> => {
    // A key that comes with the very beginning of a recording is not in it.
    await clock.sleep(REACTION_MS);
    for (const key of keys) {
      call.press(key);
      await clock.sleep(BETWEEN_KEYS_MS);
    }
  };

  await call.ended;
  const outcome = (await world.store.findCall(call.transactionId))?.outcome ?? 'no outcome';
  screen.note(`The call is over: ${outcome}.`);
  screen.close();
  await world.close();
}

/** The config with speech that costs nothing, and with agents who wait for a person who types. */
function byText(config: Config): Config {
  const agents = config.agents.map((agent) => ({
    ...agent,
    stt: 'sim/stt',
    tts: 'sim/tts',
    listening: { ...agent.listening, repromptAfterSeconds: 60, reprompts: 5 },
  }));
  return { ...config, agents };
}

function registeredNumber({ number, config: file }: TalkOptions, { numbers }: Config) {
  const registered = number === undefined ? numbers[0] : numbers.find((record) => record.number === number);
  if (registered) return registered;
  const known = numbers.map((record) => record.number).join(', ') || 'none';
  throw new InvalidInputError('--number', [
    { path: number ?? '', message: `is not in ${file}; the numbers there: ${known}` },
  ]);
}
