import type { TurnJob } from '../core/calls/records';
import type { TextToSpeech } from '../core/ports';
import { durationOfLineWav } from '../core/speech/wav';
import { atMost } from './at-most';
import { orAborted, within } from './deadline';
import type { TurnWorkerDeps } from './deps';
import { reasonOf } from './reason';

type RenderJob = Extract<TurnJob, { kind: 'render' }>;
type Clip = RenderJob['clips'][number];

/** Few, because the call's own replies need the provider at the same time. */
const AT_ONCE = 2;
const CLIP_SECONDS = 30;

/**
 * Renders what an agent says on its own, and what of it is not there yet: a deployment and calls that begin at once
 * ask for the same. A clip that fails leaves the others alone.
 */
export async function render({ voice, clips }: RenderJob, deps: TurnWorkerDeps): Promise<void> {
  // The job is about the ringing tone alone.
  if (clips.length === 0) return;
  const { providers, store, clock, log } = deps;
  const there = await store.findClips(clips.map(({ key }) => key));
  const missing = clips.filter(({ key }) => !there.has(key));
  if (missing.length === 0) return;
  const { tts: reference } = voice;
  // Only the voice is used; an agent's providers are three.
  const { tts } = await providers({ stt: reference, llm: reference, tts: reference });
  const room = atMost(AT_ONCE);
  const renderOne = async (clip: Clip) => {
    try {
      await within(CLIP_SECONDS, clock, (signal) => renderClip(clip, voice, tts, signal, deps));
    } catch (error) {
      log.error('a clip could not be rendered', { clip: clip.key, reason: reasonOf(error) });
    }
  };
  await Promise.all(missing.map((clip) => room(() => renderOne(clip))));
}

async function renderClip(
  { key, text }: Clip,
  { tts: reference, voice, language }: RenderJob['voice'],
  tts: TextToSpeech,
  signal: AbortSignal,
  { audio, store }: TurnWorkerDeps,
): Promise<void> {
  const wav = await orAborted(
    tts.speak({ text, voice: { tts: reference, voice, language }, signal }),
    signal,
  );
  await audio.write(key, wav);
  await store.saveClip(key, durationOfLineWav(wav));
}
