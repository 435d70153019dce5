import { createInterface } from 'node:readline/promises';
import pc from 'picocolors';
import { InvalidInputError } from '../../lambda/core/errors';
import { loadConfig } from '../../lib/config';
import { WallClock } from '../clock';
import { EnvFileKeyRing } from '../env-file';
import { openWorld } from '../world';
import { tellProviders } from '../tell-providers';

/** The agent in the terminal: what you type is what it hears, and what it says is printed. */
export async function talk(options: { config: string; number?: string }): Promise<void> {
  const config = loadConfig(options.config);
  const number = options.number ?? config.numbers[0]?.number ?? '';
  const registered = config.numbers.find((record) => record.number === number);
  if (!registered) {
    const known = config.numbers.map((record) => record.number).join(', ');
    throw new InvalidInputError('--number', [
      { path: number, message: `is not in ${options.config}; it has ${known}` },
    ]);
  }
  const clock = new WallClock();
  // Nobody hears this call, so speech that is replaced need not have words.
  const world = await openWorld({ config, clock, keys: new EnvFileKeyRing('.env'), words: false });
  tellProviders(world.simulated, registered.agent).forEach((line) => console.log(pc.dim(line)));
  console.log(pc.dim('Type what you say. Keys: /press 123. End: /bye or Ctrl-D.'));

  const language = config.agents.find(({ id }) => id === registered.agent)?.language ?? 'en';
  const terminal = createInterface({
    input: process.stdin,
    output: process.stdout,
    prompt: pc.cyan('you    '),
  });
  const call = world.runtime.call({ to: number, from: '+14155550123' });
  world.watch((observation) => {
    if (observation.type === 'audio-started') {
      const words = observation.text ?? (observation.key && world.wordsOf(observation.key));
      if (words) console.log(`${pc.magenta('agent')}  ${words}`);
    }
    if (observation.type === 'action-started' && observation.action.Type === 'RecordAudio') terminal.prompt();
  });
  terminal.on('line', (line) => void take(line.trim()));
  terminal.on('close', () => call.hangUp());

  const take = async (line: string): Promise<void> => {
    if (line === '/bye') call.hangUp();
    else if (line.startsWith('/press ')) [...line.slice('/press '.length)].forEach((key) => call.press(key));
    else if (line !== '') call.say(await world.speak(line, language), line);
  };

  await call.ended;
  terminal.close();
  const record = await world.store.findCall(call.transactionId);
  console.log(pc.dim(`\nThe call is over: ${record?.outcome ?? 'no outcome'}.`));
  await world.close();
}
