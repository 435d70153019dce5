import type { EdgeName } from './edges';
import type { HappeningType } from './happenings';
import type { Phase } from './state';

/** What leads where. Rows that differ from this one say so. */
const AT_ANY_TIME = {
  arrived: 'ignore',
  'turned-away': 'ignore',
  heard: 'ignore',
  silent: 'ignore',
  unfinished: 'ignore',
  voicemail: 'ignore',
  pressed: 'ignore',
  keyed: 'ignore',
  replied: 'ignore',
  waited: 'ignore',
  played: 'ignore',
  transferred: 'ignore',
  failed: 'recover',
  'recording-lost': 'loseRecording',
  expired: 'endForTime',
  dismissed: 'endOnRequest',
  'hung-up': 'close',
} as const satisfies Record<HappeningType, EdgeName>;

const WHILE_LISTENING = {
  ...AT_ANY_TIME,
  heard: 'think',
  silent: 'keepListening',
  pressed: 'collect',
  keyed: 'interrupt',
  played: 'listen',
} as const;

/** The edge of every happening in every phase. `docs/states.md` is printed from this. */
export const TABLE = {
  arriving: { ...AT_ANY_TIME, arrived: 'greet', 'turned-away': 'turnAway' },
  greeting: { ...WHILE_LISTENING, keyed: 'answerByKey' },
  listening: WHILE_LISTENING,
  digits: { ...WHILE_LISTENING, pressed: 'thinkDigits', keyed: 'ignore' },
  keying: { ...AT_ANY_TIME, keyed: 'keyOn', played: 'finishKeying' },
  collecting: { ...AT_ANY_TIME, pressed: 'takeDigits', played: 'askAgain' },
  thinking: {
    ...AT_ANY_TIME,
    silent: 'keepListening',
    unfinished: 'hearOut',
    voicemail: 'leaveMessage',
    replied: 'speak',
    waited: 'hold',
    played: 'keepWaiting',
  },
  speaking: { ...AT_ANY_TIME, keyed: 'interrupt', replied: 'speak', waited: 'hold', played: 'keepWaiting' },
  transferring: { ...AT_ANY_TIME, transferred: 'bridge', 'hung-up': 'closeTransfer' },
  bridged: {
    ...AT_ANY_TIME,
    failed: 'ignore',
    expired: 'ignore',
    dismissed: 'partWays',
    'hung-up': 'partWays',
  },
  ending: {
    ...AT_ANY_TIME,
    played: 'sayNoMore',
    failed: 'sayNoMore',
    expired: 'sayNoMore',
    dismissed: 'sayNoMore',
  },
  ended: {
    ...AT_ANY_TIME,
    transferred: 'sayNoMore',
    failed: 'ignore',
    expired: 'ignore',
    dismissed: 'ignore',
  },
} as const satisfies Record<Phase, Record<HappeningType, EdgeName>>;
