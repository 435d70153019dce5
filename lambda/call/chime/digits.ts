import type { Command } from '../../core/conversation/commands';
import type { Action, ActionOf } from './actions';
import { CALLER, callerById, type Line } from './line';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

const MOST_DIGITS = 64;

/** Nothing audible: digits are collected by an action that has to say something. */
const SILENT_PROMPT = { Text: '<speak><break time="50ms"/></speak>', TextType: 'ssml' } as const;

/** So soon after a key the agent falls silent. Keys that follow each other faster are told together. */
const TOLD_AFTER_MS = 100;
const FORGOTTEN_AFTER_MS = 5000;

/**
 * Tells of keys while audio is played: a key that ends a PlayAudio ends only that one, and is not told.
 *
 * Unverified: that what it tells is told also during RecordAudio and the actions that gather digits, which tell
 * of the same keys. Whoever listens copes with both. Nor is it known whether it lasts beyond the keys that it
 * has told of, so it is asked for again with each list of actions that needs it.
 */
export function watchKeys(): ActionOf<'ReceiveDigits'> {
  return {
    Type: 'ReceiveDigits',
    Parameters: {
      ...CALLER,
      InputDigitsRegex: '^[0-9*#]+$',
      InBetweenDigitsDurationInMilliseconds: TOLD_AFTER_MS,
      FlushDigitsDurationInMilliseconds: FORGOTTEN_AFTER_MS,
    },
  };
}

export function sendDigits({ digits }: Of<'send-digits'>, line: Line): ActionOf<'SendDigits'> {
  return { Type: 'SendDigits', Parameters: { ...callerById(line), Digits: digits } };
}

export function collectDigits(
  { gapSeconds }: Of<'collect-digits'>,
  line: Line,
): ActionOf<'SpeakAndGetDigits'> {
  return {
    Type: 'SpeakAndGetDigits',
    Parameters: {
      ...callerById(line),
      SpeechParameters: SILENT_PROMPT,
      ...gathering(MOST_DIGITS, gapSeconds, gapSeconds),
    },
  };
}

/**
 * Puts the asking for digits into the last words of `actions`, so that keys which come before the words are over
 * count. Too few digits are no failure here: Chime would tell of it without the digits.
 */
export function askDigits(
  { max, firstSeconds, gapSeconds }: Of<'ask-digits'>,
  actions: readonly Action[],
  line: Line,
): Action[] {
  const before = actions.slice(0, -1);
  const words = actions.at(-1);
  const gather = gathering(max, firstSeconds, gapSeconds);
  if (words?.Type === 'PlayAudio') {
    const { AudioSource } = words.Parameters;
    const sounds = { AudioSource, FailureAudioSource: AudioSource };
    return [...before, { Type: 'PlayAudioAndGetDigits', Parameters: { ...CALLER, ...sounds, ...gather } }];
  }
  const isSpoken = words?.Type === 'Speak';
  const { CallId: _, ParticipantTag: __, ...speech } = isSpoken ? words.Parameters : SILENT_SPEECH;
  const Parameters = { ...callerById(line), SpeechParameters: speech, ...gather };
  return [...(isSpoken ? before : actions), { Type: 'SpeakAndGetDigits', Parameters }];
}

const SILENT_SPEECH: ActionOf<'Speak'>['Parameters'] = SILENT_PROMPT;

function gathering(max: number, firstSeconds: number, gapSeconds: number) {
  return {
    MinNumberOfDigits: 0,
    MaxNumberOfDigits: max,
    TerminatorDigits: ['#'],
    InBetweenDigitsDurationInMilliseconds: gapSeconds * 1000,
    Repeat: 1,
    RepeatDurationInMilliseconds: firstSeconds * 1000,
  };
}
