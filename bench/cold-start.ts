import { execFileSync } from 'node:child_process';
import * as path from 'node:path';
import { BUNDLES } from '../build/bundle';
import { percentile } from './percentile';

const LOADS = 7;

/** What the handlers read from their environment when they are loaded. */
const ENVIRONMENT = {
  AWS_REGION: 'us-east-1',
  REGISTRY_TABLE: 'registry',
  CALLS_TABLE: 'calls',
  AUDIO_BUCKET: 'audio',
  CALL_DAYS: '90',
  TURN_FUNCTION: 'turn',
  WRAP_UP_FUNCTION: 'wrap-up',
  CALLS_TABLE_ARN: 'arn:aws:dynamodb:us-east-1:000000000000:table/calls',
  REGISTRY_TABLE_ARN: 'arn:aws:dynamodb:us-east-1:000000000000:table/registry',
  PROVIDERS: '{}',
  VOICE_CONNECTOR: 'connector.voiceconnector.chime.aws',
  ENCRYPTION: 'true',
  CALL_KEY_SECRET: 'call-key',
  CARRIERS: '{}',
  STACK: 'Byon',
  STACK_ID: 'arn:aws:cloudformation:us-east-1:000000000000:stack/Byon/1',
  DEPLOYMENT: 'Records',
  CALLEE_KEY_SECRET: 'callee-key',
  LIMITS: '{"countries":["IN"],"callsPerDay":1000}',
  CAMPAIGNS_TABLE: 'campaigns',
  COUNTRIES: 'IN',
  TRUNKS: '{}',
  DIAL_FUNCTION: 'dial',
  QUEUE_URL: 'https://sqs.us-east-1.amazonaws.com/000000000000/attempts',
  // The notice, on Node 20, costs as long as a tenth of the bundle; in AWS there is Node 24.
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};

/**
 * Processor time that loading a function takes in a fresh process, its clients made and its environment read. It
 * is what a core that does nothing else takes at most; by the wall, a busy machine would be measured.
 *
 * @param packages those of a bundle that are loaded when a provider is first used.
 * @returns milliseconds, the median of several.
 */
export function loadMs(name: string, packages: readonly string[] = []): number {
  return percentile(
    Array.from({ length: LOADS }, () => loadOnce(name, packages)),
    0.5,
  );
}

function loadOnce(name: string, packages: readonly string[]): number {
  const script = `
    const from = process.cpuUsage();
    for (const file of ${JSON.stringify(['./index.js', ...packages.map(fileOf)])}) require(file);
    const { user, system } = process.cpuUsage(from);
    console.log((user + system) / 1000);
  `;
  const cwd = path.join(BUNDLES, name);
  return Number(
    execFileSync(process.execPath, ['--no-warnings', '--eval', script], {
      cwd,
      env: ENVIRONMENT,
      encoding: 'utf8',
    }),
  );
}

function fileOf(name: string): string {
  return `./packages/${name}.js`;
}

/** The providers of an agent, by the packages that they load. What is missing is asked by plain requests. */
const TURN_PACKAGES = {
  /** openai for all three. */
  openai: ['ai', '@ai-sdk/openai'],
  /** deepgram, anthropic and elevenlabs. */
  mixed: ['ai', '@ai-sdk/anthropic'],
};

/** Both handlers as the first call of a container meets them, with the providers of one agent. */
export function coldStarts(): Record<'call' | 'turn.openai' | 'turn.mixed', number> {
  return {
    call: loadMs('call'),
    'turn.openai': loadMs('turn', TURN_PACKAGES.openai),
    'turn.mixed': loadMs('turn', TURN_PACKAGES.mixed),
  };
}
