import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { App, Stack, Validations } from 'aws-cdk-lib';
import { DISABLE_ASSET_STAGING_CONTEXT, DISABLE_METADATA_STACK_TRACE } from 'aws-cdk-lib/cx-api';
import { AgentPrompt, Llm, Stt, Tts, type VoiceAgentProps } from '../../lib';

export const ROOT = path.join(__dirname, '../..');

/** Functions are bundled once; what stands in a bundle doesn't matter to a template. */
export function ensureBundles(): void {
  const bundled = [
    ...['bridge', 'call', 'dial', 'dial-callbacks', 'turn', 'wrap-up'],
    ...['campaign-desk', 'campaign-dial', 'campaign-pace'],
    ...['import-scrub', 'registry-api', 'tell-expiries'],
    ...['provision-carrier', 'provision-chime', 'provision-registry'],
  ].every((name) => existsSync(path.join(ROOT, 'dist/bundles', name, 'index.js')));
  if (!bundled) execFileSync(process.execPath, ['--require', 'tsx/cjs', 'build/bundle.ts'], { cwd: ROOT });
}

/** No template shows where its code lies or where its constructs were written, and both take longer than the rest. */
const HASTE = { [DISABLE_ASSET_STAGING_CONTEXT]: true, [DISABLE_METADATA_STACK_TRACE]: true };

/** An app with the feature flags of `cdk.json`, the template validator's errors fatal among them. */
export function appAsDeployed(): App {
  const { context } = JSON.parse(readFileSync(path.join(ROOT, 'cdk.json'), 'utf8')) as {
    context: Record<string, unknown>;
  };
  const app = new App({ context: { ...context, ...HASTE } });
  for (const warning of [
    ...['chime-region-open', 'nobody-calls', 'india-residency'],
    ...['exotel-calls-from', 'number-abroad'],
  ]) {
    Validations.of(app).acknowledge({
      id: `Annotation::byon-cdk:${warning}`,
      reason:
        'Told in every synth of a test stack; the tests of these warnings read them from the constructs.',
    });
  }
  return app;
}

export function emptyStack(): Stack {
  ensureBundles();
  return new Stack(appAsDeployed(), 'Test');
}

export function receptionist(changes: Partial<VoiceAgentProps> = {}): VoiceAgentProps {
  return {
    language: 'en-IN',
    greeting: 'Namaste, how can I help you?',
    prompt: AgentPrompt.inline('You are a receptionist.'),
    stt: Stt.openai('gpt-4o-mini-transcribe'),
    llm: Llm.openai('gpt-4.1-mini'),
    tts: Tts.openai('gpt-4o-mini-tts', { voice: 'coral' }),
    ...changes,
  };
}

/** Runs `act` and gives the message of what it throws. */
export function messageOf(act: () => unknown): string {
  try {
    act();
  } catch (error) {
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}
