import { execFileSync } from 'node:child_process';
import * as path from 'node:path';
import { bundle, BUNDLES } from '../build/bundle';
import { percentile } from './percentile';
import type { Bundle } from './report';

const LOADS = 7;

/** Bundles every function as a deployment does, and loads each in fresh processes. */
export async function bundles(): Promise<Bundle[]> {
  const sizes = Object.entries(await bundle());
  return sizes.map(([name, bytes]) => {
    const loads = Array.from({ length: LOADS }, () => loadOnce(name));
    return { name, bytes, loadMs: percentile(loads, 0.5) };
  });
}

/** What the handlers read from their environment when they are loaded. */
const ENVIRONMENT = {
  AWS_REGION: 'us-east-1',
  REGISTRY_TABLE: 'registry',
  CALLS_TABLE: 'calls',
  AUDIO_BUCKET: 'audio',
  CALL_DAYS: '90',
  TURN_FUNCTION: 'turn',
  PROVIDERS: '{}',
  VOICE_CONNECTOR: 'connector.voiceconnector.chime.aws',
  ENCRYPTION: 'true',
  CALL_KEY_SECRET: 'call-key',
  CARRIERS: '{}',
  // The notice, on Node 20, costs as long as a tenth of the bundle; in AWS there is Node 24.
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
};

function loadOnce(name: string): number {
  const script = `
    const from = performance.now();
    require('./index.js');
    console.log(performance.now() - from);
  `;
  const cwd = path.join(BUNDLES, name);
  return Number(
    execFileSync(process.execPath, ['--eval', script], { cwd, env: ENVIRONMENT, encoding: 'utf8' }),
  );
}
