import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { startChime, type FakeChime } from '../fakes/chime';
import { FakeOpenAi } from '../fakes/openai';
import { ACCESS, awsAt, type Aws } from './aws';
import { Cdk } from './cdk';
import { ConfigCopy } from './config-copy';
import { DeployedStack } from './deployed-stack';
import { WORK } from './folders';
import { MiniStack } from './ministack';

/** An AWS account of one's own on this machine, and what the stack under test talks to besides. */
export interface Stage {
  aws: Aws;
  cdk: Cdk;
  chime: FakeChime;
  config: ConfigCopy;
  openai: FakeOpenAi;
  stack: DeployedStack;
  /** Address of the emulator. */
  emulator: string;
  /** What was refused to functions, where permissions are enforced. */
  refused(): string[];
  close(): Promise<void>;
}

/**
 * @param name of the folder that keeps the emulator's log and the CLI's output.
 * @param more context of the app, as `test/deploy/app.ts` reads it.
 * @param enforcesPermissions whether functions may do no more than their roles let them.
 */
export async function openStage(
  name: string,
  more: Record<string, string> = {},
  enforcesPermissions = false,
): Promise<Stage> {
  const folder = path.join(WORK, name);
  const logFile = path.join(folder, 'ministack.log');
  const ministack = await MiniStack.start(logFile, enforcesPermissions);
  const openai = await FakeOpenAi.open();
  const chime = await startChime({ account: ACCESS.account });
  const config = new ConfigCopy(path.join(folder, 'byon.config.yaml'));
  config.change((content) => {
    content.providers = { openai: { baseUrl: openai.baseUrl } };
  });
  const aws = awsAt(ministack.url);
  const context = {
    ...more,
    ...(enforcesPermissions && { enforced: 'true' }),
    config: config.file,
    chime: chime.url,
  };
  return {
    aws,
    cdk: new Cdk({ endpoint: ministack.url, folder, logFile, context }),
    chime,
    config,
    openai,
    stack: new DeployedStack(aws.cloudFormation, 'Byon'),
    emulator: ministack.url,
    refused: () => linesWith('REFUSED', logFile),
    close: async () => {
      await openai.close();
      await chime.close();
      await ministack.stop();
    },
  };
}

function linesWith(word: string, file: string): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith(word));
}
