import type { CallStore } from '../lambda/core/ports';
import { wavOfLine } from '../lambda/core/speech/wav';
import type { Config } from '../lib/config';
import type { LocalBridge } from './bridge';
import type { Company } from './company';
import { openHandlers, VOICE_CONNECTOR, type HandlerOptions, type Handlers } from './handlers';
import { Faults, type Fault } from './sim/faults';
import type { StandIns } from './sim/stand-ins';
import type { Speak } from './sim/voice';
import { SmaRuntime, type Observation } from './sma';

export interface WorldOptions extends HandlerOptions {
  faults?: readonly Fault[];
  /** How the far end of a transfer behaves. */
  human?: 'answers' | 'busy' | 'no-answer';
}

/** A whole BYON on this machine: the handlers that run in AWS, and everything around them. */
export interface World {
  runtime: SmaRuntime;
  store: CallStore;
  speak: Speak;
  agents: Config['agents'];
  numbers: Config['numbers'];
  /** Which providers of which agents are simulated. */
  simulated: StandIns['replaced'];
  /** @returns ends the watching. */
  watch(watcher: (observation: Observation) => void): () => void;
  /** The words of an audio object that was made here. */
  wordsOf: (key: string) => string | undefined;
  close(): Promise<void>;
}

/** A world that is all on this machine: also the carrier's end of it. */
export interface LocalWorld extends World {
  /** Introduces calls as a carrier's bridge does. */
  bridge: LocalBridge;
  /** Who is told of the end of calls. */
  company: Company;
  /** Resolves when all is done that calls have left behind. */
  settled(): Promise<void>;
}

export async function openWorld(options: WorldOptions): Promise<LocalWorld> {
  const { config, clock, human = 'answers' } = options;
  const faults = new Faults(options.faults);
  const handlers = await openHandlers(options, faults);
  const { store, bridge, audio, bucket, recogniser, speak, agents, simulated, wordsOf, close } = handlers;
  const { company, settled } = handlers;
  const watchers = new Set<(observation: Observation) => void>();
  const runtime = new SmaRuntime({
    clock,
    handler: faults.next('events') === 'repeat' ? twice(handlers.answer) : handlers.answer,
    audio,
    bucket,
    speak,
    onRecording: (_, pcm, spoken) => {
      if (spoken.length > 0) recogniser.tell(wavOfLine(pcm), spoken.join(' '));
    },
    voiceConnector: VOICE_CONNECTOR,
    dial: () => human,
    observe: (observation) => watchers.forEach((watcher) => watcher(observation)),
  });
  return {
    runtime,
    store,
    bridge,
    speak,
    agents,
    numbers: config.numbers,
    simulated,
    watch: (watcher) => {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    wordsOf,
    company,
    settled,
    close,
  };
}

/** Every event is delivered twice at once; the answer to the second one counts. */
function twice(answer: Handlers['answer']): Handlers['answer'] {
  return async (event) => (await Promise.all([answer(event), answer(event)]))[1];
}
