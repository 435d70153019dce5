import {
  asked,
  claimed,
  denied,
  idempotencyKey,
  putOff,
  renewed,
  type CalleeRecord,
} from '../core/outbound/campaign/callee';
import { amend } from '../core/outbound/campaign/amend';
import { commanded, type CampaignRecord } from '../core/outbound/campaign/campaign';
import { denialOf } from '../core/outbound/campaign/denial';
import { dayOf, endOf, nextOpening } from '../core/outbound/campaign/hours';
import type { AskAnswer, Attempt, CampaignStore, DialFunction } from '../core/outbound/campaign/ports';
import type { DialRequest } from '../core/outbound/dial-request';
import type { Clock, Log } from '../core/ports';

export interface AttemptPorts {
  store: CampaignStore;
  dialFunction: DialFunction;
  /** The reference of the dial that has this key: as the dial function makes it. */
  referenceOf(dial: { callee: string; key: string }): string;
  clock: Clock;
  log: Log;
}

/** What a worker has in hand. */
interface Job {
  campaign: CampaignRecord;
  callee: CalleeRecord;
}

/** So long nothing is tried that the campaign as a whole has no chance of. */
const PAUSE_MS = 60_000;

/**
 * Makes one attempt to call a callee. It may come twice, late, or out of order: who claims the callee first makes it,
 * and a claim that nobody tells anything of comes back (`watch` of the pacer), under the same idempotency key.
 *
 * @throws where the tables could not be read or written before the claim: then the message may come again.
 */
export async function makeAttempt(attempt: Attempt, ports: AttemptPorts): Promise<void> {
  const { store, clock, log } = ports;
  const job = await findJob(attempt, ports);
  if (!job) return;
  const { campaign, callee } = job;
  const { settings } = campaign;
  const about = { campaign: settings.id, attempt: callee.attempt };
  const now = clock.now();
  const opening = nextOpening(now, settings);
  if (campaign.state !== 'running' || opening !== now) {
    log.info('attempt put off', { ...about, state: campaign.state });
    await store.replaceCallee(campaign, putOff(callee, Math.max(now, opening ?? endOf(settings))));
    return;
  }
  const reference = ports.referenceOf({ callee: callee.callee, key: idempotencyKey(settings.id, callee) });
  const mine = claimed(callee, reference, now);
  if (!(await store.replaceCallee(campaign, mine))) return;
  await dialClaimed({ campaign, callee: mine }, ports).catch((error: unknown) => {
    log.error('attempt left as it is', { ...about, reference, error });
  });
}

async function findJob(
  { campaign: id, callee: hash, attempt }: Attempt,
  { store, log }: AttemptPorts,
): Promise<Job | undefined> {
  const [campaign, callee] = await Promise.all([store.find(id), store.findCallee(id, hash)]);
  if (campaign && callee?.state === 'due' && callee.attempt === attempt) return { campaign, callee };
  log.info('attempt dropped', { campaign: id, attempt, state: callee?.state });
  return undefined;
}

async function dialClaimed(job: Job, ports: AttemptPorts): Promise<void> {
  const { settings } = job.campaign;
  const { store, dialFunction, clock } = ports;
  const day = dayOf(clock.now(), settings.timeZone);
  const { callsPerDay } = settings;
  if (callsPerDay !== undefined && !(await store.countDial(job.campaign, day, callsPerDay))) {
    await store.replaceCallee(job.campaign, putOff(job.callee, tomorrow(settings, clock.now())));
    return;
  }
  const answer = await dialFunction.ask(requestOf(job));
  if (callsPerDay !== undefined && answer.state !== 'asked') await store.uncountDial(job.campaign, day);
  await note(answer, job, ports);
}

async function note(answer: AskAnswer, { campaign, callee }: Job, ports: AttemptPorts): Promise<void> {
  const { store, clock, log } = ports;
  const { settings } = campaign;
  const { id } = settings;
  const now = clock.now();
  const save = (changed: CalleeRecord) => store.replaceCallee(campaign, changed);
  switch (answer.state) {
    case 'asked':
      await save(asked(callee, now));
      return;
    case 'held':
      log.info('attempt held', { campaign: id, why: answer.why });
      await save(putOff(callee, now + answer.retryAfterMs));
      return;
    case 'stale':
      await save(renewed(callee, now));
      return;
    case 'faulty':
      await save(renewed(callee, now + PAUSE_MS));
      await pause(id, answer.why, ports);
      return;
    case 'denied': {
      const { of, rule } = denialOf(answer.findings);
      if (of === 'campaign') {
        await save(renewed(callee, now + PAUSE_MS));
        await pause(id, `the rule ${rule} denies its calls; look at the number, then resume`, ports);
        return;
      }
      await save(denied(callee, { rule, final: of === 'callee' }, now, settings));
    }
  }
}

async function pause(id: string, reason: string, { store, clock, log }: AttemptPorts): Promise<void> {
  log.error('campaign paused', { campaign: id, reason });
  await amend(store, id, (campaign) =>
    campaign.state === 'running' ? commanded(campaign, 'pause', clock.now(), reason) : campaign,
  );
}

function requestOf({ campaign: { settings }, callee }: Job): DialRequest {
  const { id, number, agent, purpose, about, ringSeconds, limitSeconds, detectMachine } = settings;
  return {
    idempotencyKey: idempotencyKey(id, callee),
    to: callee.number,
    from: number,
    ...(agent !== undefined && { agent }),
    ...(callee.timeZone !== undefined && { calleeTimeZone: callee.timeZone }),
    ...{ purpose, about, variables: callee.variables, ringSeconds, limitSeconds, detectMachine },
  };
}

const HOUR_MS = 3_600_000;

/** @returns the first moment to dial on another day; the end of the campaign where there is none. */
function tomorrow(settings: CampaignRecord['settings'], now: number): number {
  const today = dayOf(now, settings.timeZone);
  let at = now;
  while (dayOf(at, settings.timeZone) === today) at += HOUR_MS;
  return nextOpening(at - (at % HOUR_MS), settings) ?? endOf(settings);
}
