import type { Command } from '../../core/conversation/commands';
import { MAX_ACTIONS, MAX_SPEAK_CHARACTERS, type Action, type ActionOf } from './actions';
import { callAndBridge, whisper, type Ringing } from './bridging';
import { askDigits, collectDigits, sendDigits, watchKeys } from './digits';
import type { Participant } from './events';
import { CALLER, callerById, type Line } from './line';
import { voices } from './voices.json';

/** A command whose words have been turned into audio, as far as there is audio for them, and its ringing. */
export type Voiced = Command | { type: 'play-clip'; key: string } | Ringing;

const EVERY_KEY = [...'0123456789*#'];
/** Stands in for words that are none: AWS refuses to speak them, and no event would follow an empty answer. */
const WORDLESS_MS = 100;

/**
 * Commands as actions, within the limits of one answer. A reply longer than an answer can hold does not come
 * here: whoever asks for the reply asks for {@link MOST_PARTS} parts at the most.
 */
export function toActions(commands: readonly Voiced[], line: Line): Action[] {
  const actions = commands.reduce<Action[]>(
    (list, command) =>
      command.type === 'ask-digits' ? askDigits(command, list, line) : [...list, ...toAction(command, line)],
    [],
  );
  return actions.slice(0, MAX_ACTIONS);
}

/** Parts of a reply in one answer; the other places are for what stands before and behind them. */
export const MOST_PARTS = MAX_ACTIONS - 4;

function toAction(command: Exclude<Voiced, { type: 'ask-digits' }>, line: Line): Action[] {
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
      return [collectDigits(command, line)];
    case 'watch-keys':
      return [watchKeys()];
    case 'send-digits':
      return [sendDigits(command, line)];
    case 'hold':
      return [pause(command.ms)];
    case 'transfer':
      return [callAndBridge(command, line)];
    case 'whisper':
      return [whisper(command, line)];
    case 'record-call':
      return [recordCall(command.do, line)];
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

/** The whole call, both sides. Chime adds the date and the ids to the key, and delivers when it has stopped. */
function recordCall(what: Extract<Command, { type: 'record-call' }>['do'], line: Line): Action {
  const leg = callerById(line);
  switch (what) {
    case 'start': {
      const Location = `${line.bucket}/call-recordings/${line.callId}`;
      const Destination = { Type: 'S3', Location } as const;
      return { Type: 'StartCallRecording', Parameters: { ...leg, Track: 'BOTH', Destination } };
    }
    case 'stop':
      return { Type: 'StopCallRecording', Parameters: leg };
    case 'pause':
      return { Type: 'PauseCallRecording', Parameters: leg };
    case 'resume':
      return { Type: 'ResumeCallRecording', Parameters: leg };
  }
}

/** A leg does not end because the other one does: each is hung up on its own, or is paid for. */
function connected({ participants }: Line): Participant['ParticipantTag'][] {
  return participants
    .filter(({ Status }) => Status !== 'Disconnected')
    .map(({ ParticipantTag }) => ParticipantTag);
}
