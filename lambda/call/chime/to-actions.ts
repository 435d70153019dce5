import type { Command } from '../../core/conversation/commands';
import { e164 } from '../../core/numbers/e164';
import { MAX_ACTIONS, MAX_SPEAK_CHARACTERS, type Action, type ActionOf } from './actions';
import { callerLeg } from './dialled-number';
import type { Participant } from './events';
import { voices } from './voices.json';

/** A command whose words have been turned into audio, as far as there is audio for them. */
export type Voiced = Command | { type: 'play-clip'; key: string };

/** What actions need to know of the call that they are for. */
export interface Line {
  callId: string;
  bucket: string;
  /** Who calls, and the number that was called. Either may be something else than E.164. */
  caller: string;
  number: string | undefined;
  participants: readonly Participant[];
}

const CALLER = { ParticipantTag: 'LEG-A' } as const;
const EVERY_KEY = [...'0123456789*#'];
const MOST_DIGITS = 64;
/** Stands in for words that are none: AWS refuses to speak them, and no event would follow an empty answer. */
const WORDLESS_MS = 100;

/** Nothing audible: digits are collected by an action that has to say something. */
const SILENT_PROMPT = { Text: '<speak><break time="50ms"/></speak>', TextType: 'ssml' } as const;

/**
 * Commands as actions, within the limits of one answer. A reply longer than an answer can hold does not come
 * here: whoever asks for the reply asks for {@link MOST_PARTS} parts at the most.
 */
export function toActions(commands: readonly Voiced[], line: Line): Action[] {
  return commands.flatMap((command) => toAction(command, line)).slice(0, MAX_ACTIONS);
}

/** Parts of a reply in one answer; the other two places are for what follows them. */
export const MOST_PARTS = MAX_ACTIONS - 2;

function toAction(command: Voiced, line: Line): Action[] {
  switch (command.type) {
    case 'say':
      return [command.text.trim() ? speak(command.text, command.language, line) : pause(WORDLESS_MS)];
    case 'play-clip':
      return [playAudio(command.key, line)];
    case 'play':
      return command.parts.map(({ key }) => playAudio(key, line));
    case 'listen':
      return [recordAudio(command, line)];
    case 'collect-digits':
      return [collectDigits(command.gapSeconds * 1000, line)];
    case 'hold':
      return [pause(command.ms)];
    case 'transfer':
      return [callAndBridge(command, line)];
    case 'hang-up':
      return (command.everyone ? connected(line) : [CALLER.ParticipantTag]).map((leg) => ({
        Type: 'Hangup',
        Parameters: { ParticipantTag: leg, SipResponseCode: '0' },
      }));
  }
}

function pause(ms: number): ActionOf<'Pause'> {
  return { Type: 'Pause', Parameters: { ...CALLER, DurationInMilliseconds: String(ms) } };
}

/** The guide demands the call id of actions that speak; of the others it takes the tag as well. */
function callerById({ participants }: Line): { CallId: string } | typeof CALLER {
  const leg = callerLeg(participants);
  return leg ? { CallId: leg.CallId } : CALLER;
}

function speak(text: string, language: string, line: Line): ActionOf<'Speak'> {
  const known = voices.find((voice) => voice.language === language);
  const voice = known && {
    LanguageCode: known.language,
    VoiceId: known.voice,
    Engine: known.engine as 'neural',
  };
  const Text = text.slice(0, MAX_SPEAK_CHARACTERS);
  return { Type: 'Speak', Parameters: { ...callerById(line), Text, ...voice } };
}

function playAudio(key: string, { bucket }: Line): ActionOf<'PlayAudio'> {
  const AudioSource = { Type: 'S3', BucketName: bucket, Key: key } as const;
  return { Type: 'PlayAudio', Parameters: { ...CALLER, AudioSource, PlaybackTerminators: EVERY_KEY } };
}

function recordAudio(
  listen: Extract<Command, { type: 'listen' }>,
  { bucket, callId }: Line,
): ActionOf<'RecordAudio'> {
  return {
    Type: 'RecordAudio',
    Parameters: {
      ...CALLER,
      DurationInSeconds: String(listen.maxSeconds),
      SilenceDurationInSeconds: listen.silenceSeconds,
      SilenceThreshold: listen.silenceThreshold,
      RecordingTerminators: EVERY_KEY,
      RecordingDestination: { Type: 'S3', BucketName: bucket, Prefix: `recordings/${callId}/` },
    },
  };
}

function collectDigits(gapMs: number, line: Line): ActionOf<'SpeakAndGetDigits'> {
  return {
    Type: 'SpeakAndGetDigits',
    Parameters: {
      ...callerById(line),
      SpeechParameters: SILENT_PROMPT,
      MinNumberOfDigits: 0,
      MaxNumberOfDigits: MOST_DIGITS,
      TerminatorDigits: ['#'],
      InBetweenDigitsDurationInMilliseconds: gapMs,
      Repeat: 1,
      RepeatDurationInMilliseconds: gapMs,
    },
  };
}

/**
 * The caller id has to be the caller's own number or one of the Chime inventory. A withheld number is
 * neither; then the number that was called stands in, which AWS may refuse, and the refusal has an edge.
 */
function callAndBridge(
  { to, timeoutSeconds }: Extract<Command, { type: 'transfer' }>,
  { caller, number }: Line,
): ActionOf<'CallAndBridge'> {
  const CallerIdNumber = [caller, number].find((candidate) => e164.safeParse(candidate).success) ?? to;
  return {
    Type: 'CallAndBridge',
    Parameters: {
      CallTimeoutSeconds: timeoutSeconds,
      CallerIdNumber,
      Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: to }],
    },
  };
}

/** A leg does not end because the other one does: each is hung up on its own, or is paid for. */
function connected({ participants }: Line): Participant['ParticipantTag'][] {
  return participants
    .filter(({ Status }) => Status !== 'Disconnected')
    .map(({ ParticipantTag }) => ParticipantTag);
}
