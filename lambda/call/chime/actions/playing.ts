import * as z from 'zod';
import { audioSource, counted, key, MAX_SPEAK_CHARACTERS, milliseconds, onLeg } from './parameters';

const voice = {
  Engine: z.enum(['standard', 'neural']).optional(),
  LanguageCode: z.string().optional(),
  TextType: z.enum(['text', 'ssml']).optional(),
  VoiceId: z.string().optional(),
};
const speech = { Text: z.string().min(1).max(MAX_SPEAK_CHARACTERS), ...voice };

const gathering = {
  InputDigitsRegex: z.string().refine(isPattern, 'a regular expression').optional(),
  MinNumberOfDigits: z.int().min(0).max(128).optional(),
  MaxNumberOfDigits: z.int().min(1).max(128).optional(),
  TerminatorDigits: z.array(key).optional(),
  /** Where it is left out, `RepeatDurationInMilliseconds` holds between digits too. */
  InBetweenDigitsDurationInMilliseconds: milliseconds.optional(),
  /** Attempts in all. */
  Repeat: z.int().min(1).optional(),
  /** How long an attempt waits for the first digit. */
  RepeatDurationInMilliseconds: milliseconds,
};
const leavesRoom = ({ MinNumberOfDigits = 0, MaxNumberOfDigits = 128 }: Record<string, unknown>) =>
  Number(MaxNumberOfDigits) > Number(MinNumberOfDigits);
const LEAVES_ROOM = 'MaxNumberOfDigits is greater than MinNumberOfDigits';

export const speak = z.strictObject({ Type: z.literal('Speak'), Parameters: onLeg(speech) });

export const playAudio = z.strictObject({
  Type: z.literal('PlayAudio'),
  Parameters: onLeg({
    AudioSource: audioSource,
    PlaybackTerminators: z.array(key).optional(),
    Repeat: counted(1, 1000).optional(),
  }),
});

export const speakAndGetDigits = z.strictObject({
  Type: z.literal('SpeakAndGetDigits'),
  Parameters: onLeg({
    ...gathering,
    SpeechParameters: z.strictObject(speech),
    FailureSpeechParameters: z.strictObject(speech).optional(),
  }).refine(leavesRoom, LEAVES_ROOM),
});

export const playAudioAndGetDigits = z.strictObject({
  Type: z.literal('PlayAudioAndGetDigits'),
  Parameters: onLeg({ ...gathering, AudioSource: audioSource, FailureAudioSource: audioSource }).refine(
    leavesRoom,
    LEAVES_ROOM,
  ),
});

export const receiveDigits = z.strictObject({
  Type: z.literal('ReceiveDigits'),
  Parameters: onLeg({
    InputDigitsRegex: z.string().min(1).refine(isPattern, 'a regular expression'),
    InBetweenDigitsDurationInMilliseconds: milliseconds,
    FlushDigitsDurationInMilliseconds: milliseconds,
  }),
});

export const sendDigits = z.strictObject({
  Type: z.literal('SendDigits'),
  Parameters: onLeg({
    /** A comma waits for half a second. */
    Digits: z.string().regex(/^[0-9*#A-D,]{1,50}$/, 'at most 50 of 0-9, *, #, A-D and the comma'),
    ToneDurationInMilliseconds: z.int().min(50).max(24_000).optional(),
  }),
});

export const pause = z.strictObject({
  Type: z.literal('Pause'),
  Parameters: onLeg({ DurationInMilliseconds: counted(1, 3_600_000) }),
});

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp;
  } catch {
    return false;
  }
}
