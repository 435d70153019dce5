import { App } from 'aws-cdk-lib';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pc from 'picocolors';
import { primaryOf } from '../../lambda/core/agents/primary-language';
import { ByonStack } from '../../lib/byon-stack';
import { loadConfig, type Config } from '../../lib/config';
import type { PlayedCall } from '../caller/play-call';
import { loadScenario, type LoadedScenario } from '../scenario/load-scenario';
import { lengthOf, waitsForAudio } from '../scenario/metrics';
import { runScenario } from '../scenario/run-scenario';
import { hasSpeech } from '../sim/espeak';
import { stereoWav } from '../stereo';
import { LEGEND, timelineOf } from '../timeline/timeline';

/** The calls of the demo, each for the first number whose agent speaks its language. */
const CALLS = [
  { title: 'English', language: 'en', file: 'demo-english.yaml' },
  { title: 'Hindi', language: 'hi', file: 'demo-hindi.yaml' },
];

/** Time to say goodbye and to hear what the agent has to say to that. */
const LAST_REPLY_SECONDS = 8;

export interface DemoOptions {
  config: string;
  /** The folder that the audio goes to. */
  out: string;
  json: boolean;
}

/**
 * Synthesises the stack of a config, loads its numbers and agents into local tables, and takes two calls on
 * them, always with the simulated providers, so that it is the same on every machine.
 *
 * @returns 0 when both calls went as expected, 1 when one did not.
 */
export async function demo(options: DemoOptions): Promise<number> {
  const say = (line = '') => void (options.json ? process.stderr : process.stdout).write(`${line}\n`);
  const config = synthesised(options.config);
  say(
    `${pc.bold('BYON')}  ${options.config} → stack → ${config.agents.length} agents, ${config.numbers.length} numbers`,
  );
  say(
    pc.dim(
      `The providers are simulated: ${hasSpeech() ? 'speech by eSpeak NG' : 'speech is a hum; npm install text2wav gives it words'}.`,
    ),
  );

  say(pc.dim(LEGEND));

  mkdirSync(options.out, { recursive: true });
  const calls = [];
  for (const { title, language, file } of CALLS) {
    const number = numberFor(language, config);
    if (number === undefined) {
      say(pc.yellow(`\nNo number has an agent that speaks ${title}, so that call is left out.`));
      continue;
    }
    say(`\n${pc.bold(`A call in ${title}`)}`);
    const loaded = loadScenario(join(__dirname, '..', 'scenarios', file), options.config, number);
    const { call, failures, wordsOf } = await runScenario(asRegistered(loaded, config));
    timelineOf(call, wordsOf).forEach((line) => say(line));
    const audio = join(options.out, `${title.toLowerCase()}.wav`);
    writeFileSync(audio, stereoWav(call.report.audio));
    const summary = summaryOf(call);
    say(
      `${pc.bold(summary.outcome)} after ${summary.seconds.toFixed(1)} s, ${summary.turns.length} turns, saved to ${audio}`,
    );
    failures.forEach((failure) => say(pc.red(failure)));
    calls.push({ language: title, ...summary, audio, failures });
  }
  const ok = calls.length > 0 && calls.every(({ failures }) => failures.length === 0);
  if (options.json) process.stdout.write(`${JSON.stringify({ ok, calls })}\n`);
  return ok ? 0 : 1;
}

/** The config as the stack registers it. */
function synthesised(file: string): Config {
  const config = loadConfig(file);
  const outdir = mkdtempSync(join(tmpdir(), 'byon-demo-'));
  try {
    // Validating the template takes seconds and is the business of `cdk synth`; here the records count.
    const app = new App({ outdir, builtinCloudFormationValidation: false, analyticsReporting: false });
    const stack = new ByonStack(app, 'Byon', { config });
    app.synth();
    return { ...stack.config, ...stack.byon.records() };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

/** The scenario with the records of the stack. An agent that can't end a call leaves that to the caller. */
function asRegistered({ scenario, number }: LoadedScenario, config: Config): LoadedScenario {
  const id = config.numbers.find((record) => record.number === number)?.agent;
  const tools = config.agents.find((agent) => agent.id === id)?.tools ?? [];
  if (tools.some(({ type }) => type === 'end-call')) return { scenario, config, number };
  const steps = [...scenario.steps, { waits: LAST_REPLY_SECONDS }, { hangsUp: true as const }];
  const expect = { ...scenario.expect, outcome: 'caller-hung-up' as const };
  return { scenario: { ...scenario, steps, expect }, config, number };
}

function numberFor(language: string, { agents, numbers }: Config): string | undefined {
  const speaking = agents.filter((agent) => primaryOf(agent.language) === language).map(({ id }) => id);
  return numbers.find(({ agent, status }) => status === 'active' && speaking.includes(agent))?.number;
}

function summaryOf(call: PlayedCall) {
  return {
    outcome: call.record?.outcome ?? 'no outcome',
    seconds: lengthOf(call),
    waits: waitsForAudio(call),
    turns: call.turns.map(({ heard, parts, timings }) => ({
      heard,
      said: parts.map(({ text }) => text),
      timings,
    })),
  };
}
