import type { CallSnapshot } from '../core/calls/snapshot';
import type { Happening } from '../core/conversation/happenings';
import { newConversation, type Conversation } from '../core/conversation/state';
import type { Fields } from '../core/ports';
import { receive, type ArrivalPorts } from './arrival';
import { CARRY_ON, type Answer } from './chime/actions';
import { restAfterRecording } from './chime/after-recording';
import { callerOf } from './chime/dialled-number';
import { smaEvent, type SmaEvent } from './chime/events';
import { toActions } from './chime/to-actions';
import { toHappening, type Told } from './chime/to-happening';
import { conduct, type Ports } from './conduct';
import { lastResort } from './last-resort';

export interface CallHandlerPorts extends Ports, ArrivalPorts {
  bucket: string;
}

/**
 * Chime delivers an event again after 5 s and hangs up after 20 s. Waiting for a reply ends early enough to
 * store and send the answer within the limit that is kept always.
 */
const WAIT_UNTIL_MS = 3000;
const ANSWER_WITHIN_MS = 3500;
/** The function itself is stopped after 20 s. */
const WRITE_DOWN_WITHIN_MS = 15_000;
const WRITE_AGAIN_MS = 500;
/** Kept of it to store the call, after all else. */
const STORE_WITHIN_MS = 5000;

/** Answers kept for events that are delivered again. Chime repeats the latest one. */
const ANSWERS_KEPT = 4;
/** Chime drops a call after 1,000 invocations, those that it repeats among them, and tells nobody of its end. */
const MOST_EVENTS = 900;
/** Tries to store a call that another event changes at the same time. */
const TRIES = 3;

/**
 * Handles the events of a SIP media application. The returned function answers within 3.5 s, but for the
 * hang-up that ends a call, which it writes down within 15 s. It gives the same
 * answer when an event is delivered twice, and never throws: whatever goes wrong, the caller hears words.
 */
export function createCallHandler(ports: CallHandlerPorts): (event: unknown) => Promise<Answer> {
  const { clock, log } = ports;
  return async (input) => {
    const from = clock.now();
    const parsed = smaEvent.safeParse(input);
    if (!parsed.success) {
      const faults = parsed.error.issues.map(({ path, code }) => `${path.join('.')}: ${code}`);
      log.error('event not understood', { faults });
      return lastResort(input);
    }
    const event = parsed.data;
    const about = aboutEvent(event);
    const late = new AbortController();
    const { withinMs, work: begun } = begin(event, ports, from);
    const work = begun.catch((error: unknown) => {
      log.error('event not handled', { ...about, error });
      return lastResort(input);
    });
    const tooLate = clock.sleep(withinMs, late.signal).then(() => {
      if (!late.signal.aborted) log.error('no answer in time', about);
      return HOLD;
    });
    const answer = await Promise.race([work, tooLate]);
    late.abort();
    log.info('event answered', {
      ...about,
      actions: answer.Actions.map(({ Type }) => Type),
      ms: clock.now() - from,
    });
    return answer;
  };
}

/** Keeps the line until the work that was too slow is done; what follows the pause finds its answer. */
const HOLD: Answer = {
  SchemaVersion: '1.0',
  Actions: [{ Type: 'Pause', Parameters: { ParticipantTag: 'LEG-A', DurationInMilliseconds: '200' } }],
};

/** Handles an event. The one that ends a call is tried for longer, as nobody is left to hear its answer. */
function begin(
  event: SmaEvent,
  ports: CallHandlerPorts,
  from: number,
): { withinMs: number; work: Promise<Answer> } {
  if (!endsCall(event))
    return { withinMs: ANSWER_WITHIN_MS, work: handle(event, ports, from + WAIT_UNTIL_MS) };
  return { withinMs: WRITE_DOWN_WITHIN_MS, work: writeDown(event, ports, from + WRITE_DOWN_WITHIN_MS) };
}

/** A leg without a status may still be there: it rings. */
function endsCall(event: SmaEvent): boolean {
  const told = toHappening(event);
  if (told?.type !== 'hung-up') return false;
  const gone = told.by === 'human' ? 'LEG-B' : 'LEG-A';
  const legs = event.CallDetails.Participants;
  return legs.every(({ ParticipantTag, Status }) => ParticipantTag === gone || Status === 'Disconnected');
}

/** Handles the end of a call until it is stored, so that a table which fails for some seconds loses no record. */
async function writeDown(event: SmaEvent, ports: CallHandlerPorts, until: number): Promise<Answer> {
  for (;;) {
    try {
      return await handle(event, ports, until - STORE_WITHIN_MS);
    } catch (error) {
      if (ports.clock.now() + WRITE_AGAIN_MS >= until) throw error;
      ports.log.warn('the end of a call is not stored yet', { ...aboutEvent(event), error });
      await ports.clock.sleep(WRITE_AGAIN_MS);
    }
  }
}

async function handle(event: SmaEvent, ports: CallHandlerPorts, answerBy: number): Promise<Answer> {
  const { store, log } = ports;
  const callId = event.CallDetails.TransactionId;
  let refused: CallSnapshot | undefined;
  for (let tries = 0; tries < TRIES; tries++) {
    const before = await store.load(callId);
    const outcome = before?.conversation.outcome;
    // What an attempt in vain has written of the end of the call is not how it ended.
    if (outcome && refused && refused.conversation.outcome !== outcome)
      await store.saveCall({ callId, outcome });
    const given = before?.answers.find(({ sequence }) => sequence === event.Sequence);
    if (given) return given.answer as Answer;
    if (before && isStale(event, before)) return CARRY_ON;
    const after = unheard(event, before) ?? (await take(event, before, ports, answerBy));
    if (!after) return CARRY_ON;
    if ((await store.commit(callId, after.snapshot)) === 'committed') return after.answer;
    refused = after.snapshot;
    log.warn('the call changed meanwhile', aboutEvent(event));
  }
  throw new Error(`call state could not be stored in ${TRIES} tries`);
}

/** Later events were answered already: what this one tells is over. But for a hang-up, which stays true. */
function isStale({ Sequence, InvocationEventType }: SmaEvent, { answers }: CallSnapshot): boolean {
  return InvocationEventType !== 'HANGUP' && answers.some(({ sequence }) => sequence > Sequence);
}

/**
 * An answer that took too long was stored, but {@link HOLD} was sent in its place. When that pause is over,
 * the answer is due. It shows by a pause that ends although the answer before it does not end in one.
 */
function unheard(
  event: SmaEvent,
  before: CallSnapshot | undefined,
): { snapshot: CallSnapshot; answer: Answer } | undefined {
  if (event.ActionData?.Type !== 'Pause' || toHappening(event)?.type !== 'played') return undefined;
  const latest = before?.answers.at(-1);
  if (!before || latest?.sequence !== event.Sequence - 1) return undefined;
  const answer = latest.answer as Answer;
  const last = answer.Actions.at(-1);
  if (!last || last.Type === 'Pause') return undefined;
  const answers = keep(before.answers, event.Sequence, answer);
  return { snapshot: { ...before, version: before.version + 1, answers }, answer };
}

function keep(answers: CallSnapshot['answers'], sequence: number, answer: Answer): CallSnapshot['answers'] {
  return [...answers, { sequence, answer }].slice(-ANSWERS_KEPT);
}

/** @returns the call after the event and the answer, or undefined when the event means nothing to it. */
async function take(
  event: SmaEvent,
  before: CallSnapshot | undefined,
  ports: CallHandlerPorts,
  answerBy: number,
): Promise<{ snapshot: CallSnapshot; answer: Answer } | undefined> {
  const { clock, bucket, voiceConnector } = ports;
  const at = clock.now();
  const details = event.CallDetails;
  const callId = details.TransactionId;
  const met = before ? meet(event, before, at) : await meetFirst(event, { at, answerBy }, ports);
  if (!met) return undefined;
  const { happening, engagement } = met;
  if (happening.type === 'failed' || happening.type === 'recording-lost')
    await noteFailure(event, happening.reason, ports);
  const conversation = before?.conversation ?? newConversation(at);
  const { wrapUpDue } = before ?? {};
  const call = { callId, conversation, engagement, wrapUpDue };
  const result = await conduct(call, happening, ports, answerBy);
  // What means nothing leaves no trace, which would make events that are still being answered look late.
  if (before && result.conversation === conversation && result.commands.length === 0) return undefined;
  const rest = before && happening.type === 'recording-lost' ? restAfterRecording(event, before) : [];
  const actions = toActions(result.commands, {
    callId,
    bucket,
    caller: engagement?.caller ?? callerOf(details, ports.homeCountries ?? []),
    number: engagement?.number,
    participants: details.Participants,
    voiceConnector,
  });
  const answer: Answer = { SchemaVersion: '1.0', Actions: [...rest, ...actions] };
  const answers = keep(before?.answers ?? [], event.Sequence, answer);
  const version = (before?.version ?? 0) + 1;
  const { commands: _, ...after } = result;
  return { snapshot: { version, ...after, answers }, answer };
}

type Met = { happening: Happening; engagement?: CallSnapshot['engagement'] };

/** An event of a call that is under way. */
function meet(event: SmaEvent, { conversation, engagement }: CallSnapshot, at: number): Met | undefined {
  const told = leftMeanwhile(event, conversation) ?? toHappening(event);
  if (!told) return undefined;
  // Whoever has left or is talking to a human has no more of the agent's time.
  const free = told.type === 'hung-up' || told.type === 'transferred';
  if (!free && isOver(conversation, { at, sequence: event.Sequence }))
    return { happening: { type: 'expired', at }, engagement };
  return { happening: { ...told, at }, engagement };
}

/**
 * One of two who talked to each other has left, but the answer to that was not in time, so that the other leg is
 * still up. What comes after it is no more than the end of {@link HOLD}, and tells it as well.
 */
function leftMeanwhile(
  { InvocationEventType: type, ActionData: action, CallDetails: { Participants: legs } }: SmaEvent,
  { phase }: Conversation,
): Told | undefined {
  if (phase !== 'bridged' || type === 'HANGUP' || action?.Type !== 'Pause') return undefined;
  const gone = legs.find(({ Status }) => Status === 'Disconnected');
  return gone && { type: 'hung-up', by: gone.ParticipantTag === 'LEG-B' ? 'human' : 'caller' };
}

/**
 * The first event of a call that reaches us, which need not be the first one sent. A hang-up while it rings
 * overtakes the answer to the call's arrival; it opens the record too, and closes it.
 */
async function meetFirst(
  event: SmaEvent,
  times: { at: number; answerBy: number },
  ports: CallHandlerPorts,
): Promise<Met | undefined> {
  if (!ARRIVALS.has(event.InvocationEventType)) return undefined;
  const { told, engagement } = await receive(event, times, ports);
  return { happening: { ...(hasLeft(event) ?? told), at: times.at }, engagement };
}

/** The caller's hang-up, if that is what the event tells of, or if nobody is left. */
export function hasLeft(event: SmaEvent): Told | undefined {
  const told = toHappening(event);
  if (told?.type !== 'hung-up') return undefined;
  return told.by === 'caller' || endsCall(event) ? { ...told, by: 'caller' } : undefined;
}

/** With these a call that is not known yet begins. One that only rings has not arrived. */
export const ARRIVALS: ReadonlySet<SmaEvent['InvocationEventType']> = new Set([
  'NEW_INBOUND_CALL',
  'CALL_ANSWERED',
  'ACTION_SUCCESSFUL',
  'ACTION_FAILED',
  'DIGITS_RECEIVED',
  'HANGUP',
  'INVALID_LAMBDA_RESPONSE',
]);

function isOver(
  { phase, startedAt, policy }: Conversation,
  { at, sequence }: { at: number; sequence: number },
): boolean {
  if (!policy || phase === 'bridged' || phase === 'ending' || phase === 'ended') return false;
  return sequence >= MOST_EVENTS || at - startedAt >= policy.limits.callSeconds * 1000;
}

/** Audio that could not be played may be gone or broken; a phrase is made anew. */
async function noteFailure(event: SmaEvent, reason: string, { clips, log }: CallHandlerPorts): Promise<void> {
  // The reason may quote a number, as in "Caller Id +1… is not valid".
  log.warn('action failed', aboutEvent(event), { reason });
  const { AudioSource, RingbackTone } = event.ActionData?.Parameters ?? {};
  // That nobody takes the call says nothing against its tone.
  const source =
    event.ActionData?.ErrorType === 'CallNotAnswered' ? undefined : (AudioSource ?? RingbackTone);
  const { Key } = (source ?? {}) as { Key?: unknown };
  if (typeof Key === 'string' && Key.startsWith('clips/')) await clips.forget(Key);
}

function aboutEvent({ CallDetails, Sequence, InvocationEventType, ActionData }: SmaEvent): Fields {
  return {
    callId: CallDetails.TransactionId,
    sequence: Sequence,
    event: InvocationEventType,
    of: ActionData?.Type,
  };
}
