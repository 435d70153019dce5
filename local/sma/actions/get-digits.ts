import type { ActionOf } from '../../../lambda/call/chime/actions';
import { play, soundOfObject, soundOfSpeech, type Sound } from '../sound';
import { ActionFailed, type ActionData, type Stage, type Verb } from '../stage';
import { DigitBuffer } from './digit-buffer';

type Gathering = Pick<
  ActionOf<'SpeakAndGetDigits'>['Parameters'],
  | 'InputDigitsRegex'
  | 'MinNumberOfDigits'
  | 'MaxNumberOfDigits'
  | 'TerminatorDigits'
  | 'InBetweenDigitsDurationInMilliseconds'
  | 'Repeat'
  | 'RepeatDurationInMilliseconds'
>;

export const speakAndGetDigits: Verb<'SpeakAndGetDigits'> = async ({ Parameters }, stage) => {
  const { SpeechParameters, FailureSpeechParameters } = Parameters;
  const failure = FailureSpeechParameters && { ...SpeechParameters, ...FailureSpeechParameters };
  return gather(Parameters, stage, {
    prompt: () => soundOfSpeech(SpeechParameters, stage.surroundings),
    failure: failure && (() => soundOfSpeech(failure, stage.surroundings)),
  });
};

export const playAudioAndGetDigits: Verb<'PlayAudioAndGetDigits'> = async ({ Parameters }, stage) =>
  gather(Parameters, stage, {
    prompt: () => soundOfObject(Parameters.AudioSource, stage.surroundings),
    failure: () => soundOfObject(Parameters.FailureAudioSource, stage.surroundings),
  });

/**
 * Asks for digits, as often as `Repeat` says. A key stops the prompt; keys count from the action's start.
 *
 * Source: developer guide, "PlayAudioAndGetDigits". It names no error type for digits that never came right.
 */
async function gather(
  gathering: Gathering,
  stage: Stage,
  sounds: { prompt: () => Promise<Sound>; failure?: () => Promise<Sound> },
): Promise<ActionData | undefined> {
  const { MaxNumberOfDigits = 128, TerminatorDigits = ['#'], Repeat = 1 } = gathering;
  const buffer = new DigitBuffer(MaxNumberOfDigits, TerminatorDigits);
  const leave = stage.leg.keypad.listen((key) => buffer.press(key));
  try {
    const prompt = await sounds.prompt();
    for (let attempt = 1; attempt <= Repeat; attempt++) {
      await askOnce(prompt, buffer, gathering, stage);
      if (stage.signal.aborted) return undefined;
      if (isAccepted(buffer, gathering)) return { ReceivedDigits: buffer.digits };
      buffer.clear();
      if (sounds.failure) await play(await sounds.failure(), stage, stage.signal);
    }
  } finally {
    leave();
  }
  if (stage.signal.aborted) return undefined;
  throw new ActionFailed('SystemException', `no valid digits in ${Repeat} attempts`);
}

/** Ends when the digits are complete, or when the next one takes too long. */
async function askOnce(
  prompt: Sound,
  buffer: DigitBuffer,
  gathering: Gathering,
  stage: Stage,
): Promise<void> {
  const { clock } = stage.surroundings;
  const firstMs = gathering.RepeatDurationInMilliseconds;
  const gapMs = gathering.InBetweenDigitsDurationInMilliseconds ?? firstMs;
  if (buffer.isEmpty) await play(prompt, stage, AbortSignal.any([stage.signal, buffer.nextKey]));
  while (!buffer.isComplete && !stage.signal.aborted) {
    const key = buffer.nextKey;
    await clock.sleep(buffer.isEmpty ? firstMs : gapMs, AbortSignal.any([stage.signal, key]));
    if (!key.aborted) return;
  }
}

/** The guide's examples match the pattern with the terminator (`^\d{2}#$`) and without; so both will do. */
function isAccepted(
  { digits, terminator = '' }: DigitBuffer,
  { MinNumberOfDigits = 0, InputDigitsRegex }: Gathering,
): boolean {
  if (digits.length < MinNumberOfDigits) return false;
  if (InputDigitsRegex === undefined) return true;
  const pattern = new RegExp(InputDigitsRegex);
  return pattern.test(digits) || pattern.test(digits + terminator);
}
