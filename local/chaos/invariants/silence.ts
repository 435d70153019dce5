import { LINE_RATE } from '../../../lambda/core/speech/wav';
import type { Observation } from '../../sma';
import { FRAME_MS } from '../../sma/loudness';
import type { Span } from '../faults/events';
import type { ChaosCall } from '../play';

const FRAME = (LINE_RATE * FRAME_MS) / 1000;
/** Of 32 768. The noise of a line is less. */
const AUDIBLE = 200;

/** Actions during which it is not the agent who is to speak: it listens, or the far end rings. */
const NOT_DUE = /^(RecordAudio|SpeakAndGetDigits|PlayAudioAndGetDigits|CallAndBridge)$/;

export interface Silence {
  ms: number;
  /** When it began, in milliseconds after the first ring. */
  atMs: number;
}

/**
 * The longest dead air of a call: how long the caller hears nothing while the agent is due to speak.
 *
 * It is measured on the audio that was played, frame by frame of 20 ms, between the answer and the caller's
 * hang-up. A frame is silent when neither the agent's nor the caller's line is audible in it, and the caller presses
 * no key, whose tone they hear. Silent frames are added up until there is one that is not, which begins the count
 * anew. Not counted, though they do not begin
 * it anew either, are frames in which
 * - the agent listens: an action that records or takes digits is under way, so that it is the caller's turn, who
 *   may be silent for as long as the agent's reprompt interval says;
 * - a transfer rings, or the caller talks to the human;
 * - the platform waits, 5 s, before it repeats an event whose invocation was killed: nobody is there to speak.
 *
 * So the gaps between one listening and the next, in which the agent finds out that nothing was said, count.
 */
export function longestDeadAir(call: ChaosCall): Silence {
  const { agent, caller } = call.report.audio;
  const rangAt = call.observations[0]?.at ?? 0;
  const answeredAt = rangAt + call.report.durations.ringingMs;
  const free = spansNotDue(call);
  const keyedAt = call.observations.flatMap(({ type, at }) => (type === 'digit-pressed' ? [at] : []));
  let longest: Silence = { ms: 0, atMs: 0 };
  let ms = 0;
  let since = answeredAt;
  for (let from = 0; from + FRAME <= agent.length; from += FRAME) {
    const at = answeredAt + (from * 1000) / LINE_RATE;
    const isKeyed = keyedAt.some((key) => key >= at && key < at + FRAME_MS);
    if (isKeyed || isAudible(agent, from) || isAudible(caller, from)) {
      ms = 0;
      since = at + FRAME_MS;
    } else if (!free.some((span) => at >= span.from && at < span.to)) {
      ms += FRAME_MS;
      if (ms > longest.ms) longest = { ms, atMs: since - rangAt };
    }
  }
  return longest;
}

/** A loud sample is enough, and is found at once where there is speech. */
function isAudible(track: Int16Array, from: number): boolean {
  for (let i = from; i < from + FRAME; i++) if (Math.abs(track[i]!) > AUDIBLE) return true;
  return false;
}

function spansNotDue({ observations, deadTimes }: ChaosCall): Span[] {
  const listening = spans(
    observations,
    (one) => one.type === 'action-started' && NOT_DUE.test(one.action.Type),
    (one) => one.type === 'action-finished' && NOT_DUE.test(one.action.Type),
  );
  const bridged = spans(
    observations,
    ({ type }) => type === 'leg-joined',
    (one) => one.type === 'hung-up' && one.leg === 'LEG-B',
  );
  return [...listening, ...bridged, ...deadTimes];
}

function spans(
  observations: readonly Observation[],
  begins: (one: Observation) => boolean,
  ends: (one: Observation) => boolean,
): Span[] {
  const found: Span[] = [];
  let from: number | undefined;
  for (const one of observations) {
    if (from === undefined && begins(one)) from = one.at;
    else if (from !== undefined && ends(one)) {
      found.push({ from, to: one.at });
      from = undefined;
    }
  }
  return from === undefined ? found : [...found, { from, to: Infinity }];
}
