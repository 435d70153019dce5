import pc from 'picocolors';
import type { TurnRecord } from '../../lambda/core/calls/records';
import type { PlayedCall } from '../caller/play-call';
import type { Observation } from '../sma';

type WordsOf = (key: string) => string | undefined;

/** A call as lines to read: who said what, which events and actions went over the line, and when. */
export function timelineOf({ observations, turns }: PlayedCall, wordsOf: WordsOf): string[] {
  const start = observations[0]?.at ?? 0;
  return observations.flatMap((observation) => {
    const text = lineOf(observation, wordsOf);
    if (text === undefined) return [];
    const stages = turns.filter((turn) => beginsWith(observation, turn)).map(stagesOf);
    return [
      `${pc.dim(clockOf(observation.at - start))}  ${text}`,
      ...stages.map((line) => pc.dim(`${' '.repeat(21)}${line}`)),
    ];
  });
}

/** True when the observed audio is the first that is heard of the turn's reply. */
function beginsWith(observation: Observation, { parts }: TurnRecord): boolean {
  return (
    observation.type === 'audio-started' && observation.key !== undefined && observation.key === parts[0]?.key
  );
}

function lineOf(observation: Observation, wordsOf: WordsOf): string | undefined {
  switch (observation.type) {
    case 'speech-started':
      return `${pc.bold(pc.cyan('caller'))}     ${observation.text ?? '(speaks)'}`;
    case 'audio-started': {
      const words = observation.text ?? (observation.key && wordsOf(observation.key));
      return words ? `${pc.bold(pc.magenta('agent'))}      ${words}` : undefined;
    }
    case 'digit-pressed':
      return `${pc.bold(pc.cyan('caller'))}     presses ${observation.digit}`;
    case 'event-sent': {
      const { InvocationEventType, ActionData } = observation.event;
      return pc.dim(`event    → ${InvocationEventType}${ActionData ? ` ${ActionData.Type}` : ''}`);
    }
    case 'answer-received':
      return pc.dim(
        `actions  ← ${actionsIn(observation).join(', ') || 'none'} ${pc.italic(`in ${observation.ms.toFixed(0)} ms`)}`,
      );
    case 'leg-joined':
      return `${pc.bold('human')}      joins the call`;
    case 'hung-up':
      return pc.dim(`${observation.by} hangs up ${observation.leg}`);
    case 'handler-failed':
    case 'handler-late':
    case 'handler-given-up':
    case 'answer-invalid':
      return pc.red(`${observation.type} at event ${observation.sequence}`);
    default:
      return undefined;
  }
}

function actionsIn({ answer }: Extract<Observation, { type: 'answer-received' }>): string[] {
  const { Actions = [] } = (answer ?? {}) as { Actions?: { Type: string }[] };
  return Actions.map(({ Type }) => Type);
}

/** Where the time of a turn went, in milliseconds from its start. */
export function stagesOf({ timings }: TurnRecord): string {
  return Object.entries(timings)
    .map(([stage, ms]) => `${stage} ${ms.toFixed(0)}`)
    .join(' · ');
}

function clockOf(ms: number): string {
  const seconds = ms / 1000;
  const minutes = Math.floor(seconds / 60);
  return `${String(minutes).padStart(2)}:${(seconds % 60).toFixed(2).padStart(5, '0')}`;
}
