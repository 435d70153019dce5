import { loadConfig } from '../../lib/config';
import { WallClock } from '../clock';
import { EnvFileKeyRing, readEnv } from '../env-file';
import { EnvFileToolSecrets } from '../tools/secrets';
import { tellTools } from '../tools/tell-tools';
import { openRegistry } from '../aws/registry';
import { openWorld } from '../world';
import { startPhone } from './start-phone';

/** Runs the phone until it is interrupted (Ctrl-C). */
export async function start({ config: file, port }: { config: string; port: number }): Promise<void> {
  const config = loadConfig(file);
  const clock = new WallClock();
  const registry = await openRegistry(config, clock);
  const world = await openWorld({
    config,
    clock,
    registry,
    keys: new EnvFileKeyRing('.env'),
    toolSecrets: new EnvFileToolSecrets('.env'),
  });
  const phone = await startPhone({ world, registry, port });
  const tools = config.agents.flatMap((agent) => agent.tools);
  const notes = tellTools(tools, (variable) => readEnv('.env', variable) !== undefined);
  for (const note of notes) process.stdout.write(`${note}\n`);
  const local = `--local ${new URL(phone.url).port}`;
  process.stdout.write(
    `The phone is at ${phone.url}\n` +
      `Change numbers and agents while it runs: npx byon agents list ${local}\n` +
      'Ctrl-C switches it off.\n',
  );
  await new Promise<void>((resolve) => {
    process.once('SIGINT', resolve);
    process.once('SIGTERM', resolve);
  });
  await phone.close();
  await world.close();
  await registry.close();
}
