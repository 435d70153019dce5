import { play, soundOfObject, type Sound } from '../sound';
import { ActionFailed, type Stage, type Verb } from '../stage';

/** How long the far end rings before somebody answers, and before a busy line says so. */
const ANSWERS_AFTER_MS = 4000;
const BUSY_AFTER_MS = 2000;
const DEFAULT_TIMEOUT_SECONDS = 30;

/** Calls a number and joins it to the caller. A far end that takes longer than the time-out did not answer. */
export const callAndBridge: Verb<'CallAndBridge'> = async ({ Parameters }, stage) => {
  const { surroundings, switchboard } = stage;
  const {
    CallerIdNumber,
    CallTimeoutSeconds = DEFAULT_TIMEOUT_SECONDS,
    Endpoints,
    RingbackTone,
  } = Parameters;
  const endpoint = Endpoints[0]!;
  if (endpoint.BridgeEndpointType === 'AWS' && endpoint.Arn !== surroundings.voiceConnector) {
    throw new ActionFailed('InvalidActionParameter', `there is no Voice Connector ${endpoint.Arn}`);
  }
  const ringback = RingbackTone && (await soundOfObject(RingbackTone, surroundings));
  const farEnd = surroundings.dial?.(endpoint.Uri) ?? 'answers';
  const timeoutMs = CallTimeoutSeconds * 1000;
  const afterMs = { answers: ANSWERS_AFTER_MS, busy: BUSY_AFTER_MS, 'no-answer': Infinity }[farEnd];

  await ring(Math.min(afterMs, timeoutMs), ringback, stage);
  if (stage.signal.aborted) return undefined;
  if (farEnd === 'busy') throw new ActionFailed('CallNotAnswered', 'Call not answered: busy');
  if (farEnd === 'no-answer' || afterMs > timeoutMs) {
    throw new ActionFailed('CallNotAnswered', 'Call not answered');
  }
  const leg = switchboard.join({
    to: endpoint.Uri,
    from: CallerIdNumber,
    startedAt: surroundings.clock.now(),
  });
  if (!leg) throw new ActionFailed('InvalidActionParameter', 'the call is bridged already');
  return {};
};

async function ring(ms: number, tone: Sound | undefined, stage: Stage): Promise<void> {
  const over = new AbortController();
  const signal = AbortSignal.any([stage.signal, over.signal]);
  const ringing = stage.surroundings.clock.sleep(ms, stage.signal).then(() => over.abort());
  while (tone && !signal.aborted) await play(tone, stage, signal);
  await ringing;
}
