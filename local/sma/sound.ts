import { NotFoundError } from '../../lambda/core/errors';
import { LINE_RATE } from '../../lambda/core/speech/wav';
import { readWav } from './read-wav';
import { readSsml } from './ssml';
import { ActionFailed, type Stage, type Surroundings } from './stage';
import { durationOf } from './track';

/** Audio for a party's ear, and where it comes from: an object of the bucket, or a text. */
export interface Sound {
  pcm: Int16Array;
  key?: string;
  text?: string;
}

/** Plays to the party of the stage, in the time that it takes, until the end or until `signal` aborts. */
export async function play({ pcm, key, text }: Sound, stage: Stage, signal: AbortSignal): Promise<void> {
  const { surroundings, leg, observe } = stage;
  const { clock } = surroundings;
  const about = { leg: leg.tag, ...(key !== undefined && { key }), ...(text !== undefined && { text }) };
  const from = clock.now();
  const piece = leg.ear.put(from, pcm);
  observe({ type: 'audio-started', pcm, ...about });
  await clock.sleep(durationOf(pcm), signal);
  leg.ear.cut(piece, clock.now());
  observe({ type: 'audio-ended', ms: Math.min(clock.now() - from, durationOf(pcm)), ...about });
}

/** @throws ActionFailed InvalidAudioSource, for whatever is wrong with the object. */
export async function soundOfObject(
  source: { BucketName: string; Key: string },
  { audio, bucket }: Surroundings,
): Promise<Sound> {
  const where = `s3://${source.BucketName}/${source.Key}`;
  if (source.BucketName !== bucket) {
    throw new ActionFailed('InvalidAudioSource', `${where} is out of reach; the bucket here is ${bucket}`);
  }
  const read = readWav(await audio.read(source.Key).catch((error: unknown) => unreadable(where, error)));
  if ('fault' in read) throw new ActionFailed('InvalidAudioSource', `${where} ${read.fault}`);
  return { pcm: read.pcm, key: source.Key };
}

function unreadable(where: string, cause: unknown): never {
  const missing = cause instanceof NotFoundError;
  throw new ActionFailed('InvalidAudioSource', `${where} ${missing ? 'is not there' : 'cannot be read'}`, {
    cause,
  });
}

/** Amazon Polly's default voice, Joanna, speaks American English. */
const DEFAULT_LANGUAGE = 'en-US';

export async function soundOfSpeech(
  { Text, TextType, LanguageCode }: { Text: string; TextType?: string; LanguageCode?: string },
  { speak }: Surroundings,
): Promise<Sound> {
  const parts = TextType === 'ssml' ? readSsml(Text) : [{ text: Text }];
  const audio: Int16Array[] = [];
  for (const part of parts) {
    if ('text' in part) audio.push(await speak(part.text, LanguageCode ?? DEFAULT_LANGUAGE));
    else audio.push(new Int16Array((part.silenceMs * LINE_RATE) / 1000));
  }
  const text = parts.flatMap((part) => ('text' in part ? [part.text] : [])).join(' ');
  return { pcm: joined(audio), text };
}

function joined(parts: Int16Array[]): Int16Array {
  const whole = new Int16Array(parts.reduce((samples, { length }) => samples + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
