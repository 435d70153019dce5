import type { Agent } from '../core/agents/agent';
import { redactedKinds } from '../core/agents/privacy';
import type { CallRecord } from '../core/calls/records';
import { ByonError, NotFoundError } from '../core/errors';
import { callEndedOf, type CallEnded } from '../core/memory/call-ended';
import type { WrapUpJob } from '../core/memory/job';
import { latencyOf } from '../core/memory/latency';
import { redactedAll, redactedData } from '../core/memory/redacted';
import { transcriptOf, type TranscriptLine } from '../core/memory/transcript';
import { WebhookError } from '../core/memory/webhook-error';
import { giveBackUnused } from '../core/outbound/daily-budget';
import type { WrapUpDeps } from './deps';
import { insist } from './insist';
import { LEASE_MS } from './settings';
import { settled } from './settled';
import { summarise, wantedOf } from './summarise';

/**
 * Wraps a call up: sums it up, keeps that in its record, and tells the company. What an attempt before has done is
 * not done again, but an event that was sent right before it died is sent anew, under its same id.
 *
 * @param by name of this piece of work, the same when Lambda tries again.
 * @throws when somebody was not told, or when somebody else is at it: then it has to be tried again.
 */
export async function wrapUp(job: WrapUpJob, by: string, deps: WrapUpDeps): Promise<void> {
  const { callId } = job;
  const { clock, log, ledger, store } = deps;
  const now = clock.now();
  const claim = await ledger.claim({ callId, by, now, until: now + LEASE_MS });
  if (claim === 'unknown') throw new NotFoundError(`there is no record of the call ${callId}`);
  if (claim === 'held') throw new ByonError(`the call ${callId} is being wrapped up by another`);
  if (claim === 'done') return log.info('the call is wrapped up already', { callId });

  const agent = await agentOf(job, deps);
  const { conversation, turns } = await settled(callId, deps);
  const kinds = redactedKinds(agent?.privacy);
  const transcript = redactedAll(transcriptOf(conversation, turns), kinds);
  const before = await recordOf(callId, deps);
  const memory = before.latency
    ? {}
    : { ...redactedData(await summaryOf(transcript, agent, deps), kinds), latency: latencyOf(turns) };
  // The record may for a moment have the outcome of an event that came too late to count.
  const outcome = conversation?.outcome ?? before.outcome;
  const record = { ...before, ...memory, outcome };
  await store.saveCall({ callId, ...memory });

  const event = callEndedOf({
    record,
    turns,
    transcript: agent?.afterCall?.transcript ? transcript : undefined,
  });
  await tell(event, record, agent, deps);
  await endDial(record, deps);
  await store.saveCall({ callId, wrappedUpAt: clock.now() });
  log.info('a call is wrapped up', {
    callId,
    outcome: record.outcome,
    summaryFailed: record.summaryFailed,
    ms: clock.now() - now,
  });
}

/** Not every carrier tells the end of a call that it dialled. Those that ask the bridge do, and how long it was. */
async function endDial(
  { dial: reference, endedAt }: CallRecord,
  { dials, days, clock }: WrapUpDeps,
): Promise<void> {
  if (reference === undefined) return;
  await dials.save({ reference, outcome: 'completed' });
  const dial = await dials.find(reference);
  if (!dial || dial.answeredAt !== undefined) return;
  await giveBackUnused(dial, { outcome: 'completed', at: endedAt ?? clock.now() }, days);
}

/** An agent that is not registered any more leaves the call without a summary, but not without an event. */
async function agentOf(
  { callId, agent }: WrapUpJob,
  { directory, log }: WrapUpDeps,
): Promise<Agent | undefined> {
  if (!agent) return undefined;
  const found = await directory.findAgent(agent.id, agent.version);
  if (!found) log.error('the agent of a call is not registered', { callId, agent });
  return found;
}

async function recordOf(callId: string, { store }: WrapUpDeps): Promise<CallRecord> {
  const record = await store.findCall(callId);
  if (record) return record;
  throw new NotFoundError(`the record of the call ${callId} has gone`);
}

async function summaryOf(
  transcript: readonly TranscriptLine[],
  agent: Agent | undefined,
  deps: WrapUpDeps,
): Promise<Pick<CallRecord, 'summary' | 'fields' | 'summaryFailed'>> {
  const wanted = agent && wantedOf(agent);
  if (!wanted || !transcript.some(({ speaker }) => speaker === 'caller')) return {};
  return (await summarise(wanted, transcript, agent, deps)) ?? { summaryFailed: true };
}

/** Tells everybody, also when the first of them cannot be told. */
async function tell(
  event: CallEnded,
  { callId, eventSentAt, webhookSentAt }: CallRecord,
  agent: Agent | undefined,
  { bus, webhooks, store, clock, log }: WrapUpDeps,
): Promise<void> {
  const webhook = agent?.afterCall?.webhook;
  const isFinal = (error: unknown) => error instanceof WebhookError && !error.worthAnotherTry;
  const sendings = [
    ...(eventSentAt === undefined
      ? [{ to: 'event bus', send: (signal: AbortSignal) => bus.send(event, signal), noted: 'eventSentAt' }]
      : []),
    ...(webhook && webhookSentAt === undefined
      ? [
          {
            to: 'webhook',
            send: (signal: AbortSignal) => webhooks.send(event, webhook, signal),
            noted: 'webhookSentAt',
          },
        ]
      : []),
  ];
  const failed = await Promise.all(
    sendings.map(async ({ to, send, noted }) => {
      try {
        await insist(send, { clock, isFinal });
        await store.saveCall({ callId, [noted]: clock.now() });
        return [];
      } catch (error) {
        log.error('the end of a call could not be told', { callId, to, error });
        return [to];
      }
    }),
  );
  const untold = failed.flat();
  if (untold.length > 0)
    throw new ByonError(`the end of the call ${callId} was not told to: ${untold.join(', ')}`);
}
