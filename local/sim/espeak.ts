import { Worker } from 'node:worker_threads';
import { primaryOf } from '../../lambda/core/agents/primary-language';

/**
 * eSpeak NG in a thread of its own, so that a synthesis of 0.3 s stops nobody's audio. The engine looks for
 * `fetch`, fails with it, and says so on the console; without it, it reads its file at once. It says one text
 * after the other: two at a time get in each other's way.
 */
const PROGRAM = `
  const { parentPort, workerData } = require('node:worker_threads');
  delete globalThis.fetch;
  process.setMaxListeners(0);
  const speak = require(workerData);
  let last = Promise.resolve();
  parentPort.on('message', ({ id, text, voice }) => {
    last = last
      .then(() => speak(text, { voice, speed: 160 }))
      .then((wav) => parentPort.postMessage({ id, wav }), (error) => parentPort.postMessage({ id, failed: String(error) }));
  });
`;

interface Answer {
  id: number;
  wav?: Uint8Array;
  failed?: string;
}

let engine: Worker | undefined;
let count = 0;
const waiting = new Map<number, (answer: Answer) => void>();

/** @returns speech as a WAV file, or undefined where the optional package `text2wav` is not installed. */
export async function espeak(text: string, language: string): Promise<Uint8Array | undefined> {
  const path = installed();
  if (!path) return undefined;
  engine ??= start(path);
  const id = count++;
  engine.ref();
  const answer = await new Promise<Answer>((resolve) => {
    waiting.set(id, resolve);
    engine!.postMessage({ id, text, voice: primaryOf(language) });
  });
  waiting.delete(id);
  if (waiting.size === 0) engine?.unref();
  if (!answer.wav) throw new Error(`eSpeak NG could not say a text in ${language}: ${answer.failed}`);
  return answer.wav;
}

/** True where speech has words; false where it is a murmur. */
export function hasSpeech(): boolean {
  return installed() !== undefined;
}

function installed(): string | undefined {
  try {
    return require.resolve('text2wav');
  } catch {
    return undefined;
  }
}

function start(path: string): Worker {
  const worker = new Worker(PROGRAM, { eval: true, workerData: path });
  worker.on('message', (answer: Answer) => waiting.get(answer.id)?.(answer));
  worker.on('exit', (code) => {
    engine = undefined;
    for (const [id, resolve] of waiting) resolve({ id, failed: `its thread ended with ${code}` });
  });
  worker.unref();
  return worker;
}
