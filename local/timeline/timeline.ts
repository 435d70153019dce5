import pc from 'picocolors';
import type { TurnRecord } from '../../lambda/core/calls/records';
import type { PlayedCall } from '../caller/play-call';
import { HiddenKeys } from '../hidden-keys';
import type { Observation } from '../sma';
import { stagesOf } from './stages';
import { wrapped } from './wrapped';

type WordsOf = (key: string) => string | undefined;

/** What a line says, and whose it is: a speaker's, or the machinery's. */
interface Entry {
  label: string;
  text: string;
  style: (text: string) => string;
}

const WIDTH = 100;
const LABEL = 9;
const INDENT = ' '.repeat('00:00.00'.length + 2 + LABEL);

const caller = (text: string): Entry => ({ label: 'caller', text, style: pc.cyan });
const agent = (text: string): Entry => ({ label: 'agent', text, style: pc.magenta });
const whispered = (text: string): Entry => ({ label: 'to human', text, style: pc.magenta });
const human = (text: string): Entry => ({ label: 'human', text, style: pc.yellow });
const machinery = (label: string, text: string): Entry => ({ label, text, style: pc.dim });
const trouble = (text: string): Entry => ({ label: 'trouble', text, style: pc.red });

/** Tells how to read a timeline. */
export const LEGEND =
  '→ an event to the call handler   ← the actions it answers   below a reply: when each stage was done';

/** A call as lines to read: who said what, which events and actions went over the line, and when. */
export function timelineOf({ observations: all, turns }: PlayedCall, wordsOf: WordsOf): string[] {
  const keys = new HiddenKeys();
  const observations = all.map((observation) => keys.hide(observation));
  const start = observations[0]?.at ?? 0;
  return observations.flatMap((observation, i) => {
    const entry =
      observation.type === 'digit-pressed' ? keyed(observations, i, wordsOf) : entryOf(observation, wordsOf);
    if (!entry) return [];
    const stages = turns.filter((turn) => beginsWith(observation, turn)).map(stagesOf);
    return [...linesOf(observation.at - start, entry), ...stages.map((line) => pc.dim(`${INDENT}${line}`))];
  });
}

function linesOf(ms: number, { label, text, style }: Entry): string[] {
  const [first = '', ...more] = wrapped(text, WIDTH - INDENT.length);
  const isSpeech = style !== pc.dim;
  return [
    `${pc.dim(clockOf(ms))}  ${style(label.padEnd(LABEL))}${isSpeech ? first : style(first)}`,
    ...more.map((line) => `${INDENT}${line}`),
  ];
}

/** True when the observed audio is the first that is heard of the turn's reply. */
function beginsWith(observation: Observation, { parts }: TurnRecord): boolean {
  return (
    observation.type === 'audio-started' && observation.key !== undefined && observation.key === parts[0]?.key
  );
}

/** Keys that follow each other are told together, with the first of them. */
function keyed(observations: readonly Observation[], i: number, wordsOf: WordsOf): Entry | undefined {
  const isSpoken = (one: Observation) =>
    one.type === 'speech-started' || (one.type === 'audio-started' && wordsIn(one, wordsOf) !== undefined);
  const before = observations.slice(0, i).findLast((one) => isSpoken(one) || one.type === 'digit-pressed');
  if (before?.type === 'digit-pressed') return undefined;
  const after = observations.slice(i);
  const end = after.findIndex(isSpoken);
  const keys = after
    .slice(0, end === -1 ? undefined : end)
    .flatMap((one) => (one.type === 'digit-pressed' ? [one.digit] : []));
  return caller(`presses ${keys.join(' ')}`);
}

function entryOf(observation: Observation, wordsOf: WordsOf): Entry | undefined {
  switch (observation.type) {
    case 'speech-started':
      return caller(observation.text ?? '(speaks)');
    case 'audio-started': {
      const words = wordsIn(observation, wordsOf);
      if (words === undefined) return undefined;
      return observation.leg === 'LEG-B' ? whispered(words) : agent(words);
    }
    case 'event-sent': {
      const { InvocationEventType, ActionData } = observation.event;
      const type = InvocationEventType === 'HANGUP' ? undefined : ActionData?.Type;
      return machinery('event', ['→', InvocationEventType, type].filter(Boolean).join(' '));
    }
    case 'answer-received':
      return machinery(
        'actions',
        `← ${actionsIn(observation).join(', ') || 'none'}  (${observation.ms.toFixed(0)} ms)`,
      );
    case 'leg-joined':
      return human('joins the call');
    case 'hung-up':
      return hungUp(observation);
    case 'handler-failed':
    case 'handler-late':
    case 'handler-given-up':
    case 'answer-invalid':
      return trouble(`${observation.type} at event ${observation.sequence}`);
    default:
      return undefined;
  }
}

/** @returns undefined for audio without words, as the one that goes before keyed digits. */
function wordsIn({ text, key }: { text?: string; key?: string }, wordsOf: WordsOf): string | undefined {
  return text || (key === undefined ? undefined : wordsOf(key)) || undefined;
}

function hungUp({ by, leg }: Extract<Observation, { type: 'hung-up' }>): Entry {
  const who = { caller, agent, human, platform: trouble }[by];
  const ownLeg = { caller: 'LEG-A', human: 'LEG-B', agent: 'LEG-A', platform: undefined }[by];
  return who(leg === ownLeg ? 'hangs up' : `hangs up ${leg === 'LEG-A' ? 'the caller' : 'the human'}`);
}

function actionsIn({ answer }: Extract<Observation, { type: 'answer-received' }>): string[] {
  const { Actions = [] } = (answer ?? {}) as { Actions?: { Type: string }[] };
  return Actions.map(({ Type }) => Type);
}

function clockOf(ms: number): string {
  const seconds = ms / 1000;
  const minutes = Math.floor(seconds / 60);
  return `${String(minutes).padStart(2)}:${(seconds % 60).toFixed(2).padStart(5, '0')}`;
}
