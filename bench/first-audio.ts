import { randomUUID } from 'node:crypto';
import { wavOfLine } from '../lambda/core/speech/wav';
import { WallClock } from '../local/clock';
import { openHandlers, type Handlers } from '../local/handlers';
import { Faults } from '../local/sim/faults';
import { murmur } from '../local/sim/murmur';
import { TYPICAL } from '../local/sim/pace';
import {
  CLINIC,
  LONG_QUESTION,
  LONG_REPLY,
  PLAIN_QUESTION,
  PLAIN_REPLY,
  QUESTION,
  REPLY,
  SCRIPT,
} from './clinic';
import { CallEvents } from './events';
import type { FirstAudio, FirstAudios } from './report';
import { sequentialTurn } from './sequential';
import { startServices } from './services';

/**
 * From the event that tells the end of the caller's speech to the answer that plays the reply, with tables and
 * a bucket in another process and providers of fixed latencies: for a reply that begins with a word that lies ready,
 * one that doesn't, and one whose first sentence is long.
 */
export async function firstAudio(turns: Turns): Promise<FirstAudios> {
  const { ports: services, stop } = await startServices();
  const world = { config: CLINIC, clock: new WallClock(), pace: TYPICAL, words: false, script: SCRIPT };
  const handlers = await openHandlers({ ...world, services }, new Faults());
  const measured = (question: string, reply: string, { streamed, sequential }: Turns) => {
    const recording = wavOfLine(murmur(question));
    handlers.recogniser.tell(recording, question);
    return measure(
      reply,
      [() => streamedMs(handlers, recording), streamed],
      [() => sequentialMs(handlers, recording), sequential],
    );
  };
  try {
    await measured(QUESTION, REPLY, WARM_UP);
    return {
      opened: await measured(QUESTION, REPLY, turns),
      plain: await measured(PLAIN_QUESTION, PLAIN_REPLY, turns),
      long: await measured(LONG_QUESTION, LONG_REPLY, turns),
    };
  } finally {
    await handlers.close();
    stop();
  }
}

/** How many turns are measured. The baseline needs fewer: it is nothing but the providers' time. */
export interface Turns {
  streamed: number;
  sequential: number;
}

const WARM_UP: Turns = { streamed: 3, sequential: 1 };

type Repeated = [turn: () => Promise<number>, times: number];

async function measure(reply: string, streamed: Repeated, sequential: Repeated): Promise<FirstAudio> {
  return { reply, streamed: await repeated(...streamed), sequential: await repeated(...sequential) };
}

/** One after the other. */
async function repeated(...[turn, times]: Repeated): Promise<number[]> {
  const ms: number[] = [];
  while (ms.length < times) ms.push(await turn());
  return ms;
}

/** The first turn of a call, through the call handler and the turn worker. */
async function streamedMs(handlers: Handlers, recording: Uint8Array): Promise<number> {
  const { answer, audio, bucket, settled, store } = handlers;
  const call = new CallEvents();
  await answer(call.arrival());
  await settled();
  const key = `recordings/${call.callId}/1.wav`;
  await audio.write(key, recording);
  const from = performance.now();
  const { Actions } = await answer(call.recorded(bucket, key));
  const ms = performance.now() - from;
  await settled();
  // Beside it, digits are listened for, which takes no time.
  const action = Actions.find(({ Type }) => Type !== 'ReceiveDigits');
  const played = action?.Type === 'PlayAudio' ? action.Parameters.AudioSource.Key : undefined;
  const turn = await store.findTurn(call.callId, 1);
  if (played !== undefined && played === turn?.parts[0]?.key) return ms;
  throw new Error(`the answer begins with ${played ?? action?.Type ?? 'nothing'}, not with the reply`);
}

async function sequentialMs(handlers: Handlers, recording: Uint8Array): Promise<number> {
  const callId = randomUUID();
  const key = `recordings/${callId}/1.wav`;
  await handlers.audio.write(key, recording);
  const from = performance.now();
  await sequentialTurn({ callId, key, agent: handlers.agents[0]! }, handlers);
  return performance.now() - from;
}
