import type { ActionOf } from '../../../lambda/call/chime/actions';
import { wavOfLine } from '../../../lambda/core/speech/wav';
import { DEFAULT_SILENCE_THRESHOLD, FRAME_MS, levelOf, silenceLevel } from '../loudness';
import { ActionFailed, type Stage, type Verb } from '../stage';

/**
 * Records what the party says from now on: what was said before is lost, even of a sentence under way. Ends on
 * a key, after the silence, or at the longest duration.
 *
 * Assumption: a recording that is cut short, by another action or by a hang-up, leaves no file. The guide does
 * not say.
 */
export const recordAudio: Verb<'RecordAudio'> = async ({ Parameters }, stage) => {
  const { surroundings, leg, switchboard } = stage;
  const { clock } = surroundings;
  const from = clock.now();
  const { key: pressed } = await leg.keypad.until(Parameters.RecordingTerminators, (terminated) =>
    untilSilence(Parameters, stage, AbortSignal.any([stage.signal, terminated])),
  );
  if (stage.signal.aborted) return undefined;

  const pcm = leg.voice.read(from, clock.now());
  const { BucketName, Prefix = '' } = Parameters.RecordingDestination;
  const folder = Prefix === '' || Prefix.endsWith('/') ? Prefix : `${Prefix}/`;
  const started = new Date(from).toISOString().replace(/[T:.]/g, '-').replace('Z', '');
  const key = `${folder}${started}_${switchboard.transactionId}_${leg.callId}.wav`;
  surroundings.onRecording?.(key, pcm, leg.voice.wordsBetween(from, clock.now()));
  await store(BucketName, key, pcm, stage);
  return {
    RecordingDestination: { Type: 'S3', BucketName, Key: key },
    ...(pressed !== undefined && { RecordingTerminatorUsed: pressed }),
  };
};

/** Silence counts from the beginning, so that a party who says nothing ends the recording too. */
async function untilSilence(
  { DurationInSeconds, SilenceDurationInSeconds, SilenceThreshold }: ActionOf<'RecordAudio'>['Parameters'],
  { surroundings: { clock }, leg }: Stage,
  signal: AbortSignal,
): Promise<void> {
  const from = clock.now();
  const end = from + Number(DurationInSeconds) * 1000;
  const silenceMs = (SilenceDurationInSeconds ?? Infinity) * 1000;
  const level = silenceLevel(SilenceThreshold ?? DEFAULT_SILENCE_THRESHOLD);
  let heardUpTo = from;
  let quietSince = from;
  while (!signal.aborted && clock.now() < end && heardUpTo - quietSince < silenceMs) {
    await clock.sleep(Math.min(end, quietSince + silenceMs) - clock.now(), signal);
    for (; heardUpTo + FRAME_MS <= clock.now(); heardUpTo += FRAME_MS) {
      const frame = leg.voice.read(heardUpTo, heardUpTo + FRAME_MS);
      if (levelOf(frame) > level) quietSince = heardUpTo + FRAME_MS;
    }
  }
}

async function store(bucket: string, key: string, pcm: Int16Array, { surroundings }: Stage): Promise<void> {
  const refuse = (cause?: unknown): never => {
    throw new ActionFailed('NoAccessToDestination', `cannot write s3://${bucket}/${key}`, { cause });
  };
  if (bucket !== surroundings.bucket) refuse();
  await surroundings.audio.write(key, wavOfLine(pcm)).catch(refuse);
}
