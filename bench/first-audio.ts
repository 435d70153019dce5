import { randomUUID } from 'node:crypto';
import type { Action } from '../lambda/call/chime/actions';
import { wavOfLine } from '../lambda/core/speech/wav';
import { WallClock } from '../local/clock';
import { openHandlers, type Handlers } from '../local/handlers';
import { Faults } from '../local/sim/faults';
import { murmur } from '../local/sim/murmur';
import { TYPICAL } from '../local/sim/pace';
import { CLINIC, QUESTION, SCRIPT } from './clinic';
import { CallEvents } from './events';
import type { FirstAudio } from './report';
import { sequentialTurn } from './sequential';
import { startServices } from './services';

/**
 * From the event that tells the end of the caller's speech to the answer that plays the reply, with tables and
 * a bucket in another process and providers of fixed latencies. A turn of the handlers and a
 * turn of the sequential pipeline take turns.
 */
export async function firstAudio(turns: number, warmUp: number): Promise<FirstAudio> {
  const { ports: services, stop } = await startServices();
  const world = { config: CLINIC, clock: new WallClock(), pace: TYPICAL, words: false, script: SCRIPT };
  const handlers = await openHandlers({ ...world, services }, new Faults());
  const recording = wavOfLine(murmur(QUESTION));
  handlers.recogniser.tell(recording, QUESTION);
  const measured: FirstAudio = { streamed: [], sequential: [] };
  try {
    for (let turn = 0; turn < warmUp + turns; turn++) {
      const streamed = await streamedMs(handlers, recording);
      const sequential = await sequentialMs(handlers, recording);
      if (turn < warmUp) continue;
      measured.streamed.push(streamed);
      measured.sequential.push(sequential);
    }
  } finally {
    await handlers.close();
    stop();
  }
  return measured;
}

/** The first turn of a call, through the call handler and the turn worker. */
async function streamedMs(handlers: Handlers, recording: Uint8Array): Promise<number> {
  const { answer, audio, bucket, settled } = handlers;
  const call = new CallEvents();
  await answer(call.arrival());
  await settled();
  const key = `recordings/${call.callId}/1.wav`;
  await audio.write(key, recording);
  const from = performance.now();
  const { Actions } = await answer(call.recorded(bucket, key));
  const ms = performance.now() - from;
  // Beside it, digits are listened for, which takes no time.
  expectReply(
    Actions.find(({ Type }) => Type !== 'ReceiveDigits'),
    call.callId,
  );
  await settled();
  return ms;
}

function expectReply(action: Action | undefined, callId: string): void {
  const played = action?.Type === 'PlayAudio' ? action.Parameters.AudioSource.Key : undefined;
  if (played?.startsWith(`calls/${callId}/`)) return;
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
