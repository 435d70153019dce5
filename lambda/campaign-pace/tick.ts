import type { DialStore } from '../core/calls/dial';
import { amend } from '../core/outbound/campaign/amend';
import { isTripped } from '../core/outbound/campaign/breaker';
import { due, finished, leftOver } from '../core/outbound/campaign/callee';
import { commanded, ended, isActive, type CampaignRecord } from '../core/outbound/campaign/campaign';
import { endOf, isOpen } from '../core/outbound/campaign/hours';
import { inLanes } from '../core/in-lanes';
import { plan } from '../core/outbound/campaign/pacing';
import type { Attempt, AttemptQueue, CampaignStore, PaceStore } from '../core/outbound/campaign/ports';
import type { TrunkLimits } from '../core/outbound/settings';
import type { Clock, Log, NumberDirectory } from '../core/ports';
import { watch, withOutcomes } from './watch';

export interface PacePorts {
  store: CampaignStore;
  paces: PaceStore;
  queue: AttemptQueue;
  dials: Pick<DialStore, 'find'>;
  directory: Pick<NumberDirectory, 'findNumber'>;
  /** The carriers that the stack dials through. */
  trunks: ReadonlyMap<string, TrunkLimits>;
  clock: Clock;
  log: Log;
}

/** A campaign that has something left to do, and the carrier of its number. */
interface Lively {
  campaign: CampaignRecord;
  carrier: string | undefined;
}

/** Callees whose campaign is over are taken so many at a time. */
const SWEPT_AT_A_TIME = 500;
const LANES = 20;
const FOR_EVER = Number.MAX_SAFE_INTEGER;

/**
 * Takes every campaign one step on: notes what became of calls, ends what is over, and sends the attempts of the next
 * `spanMs` to the workers. It may die anywhere and be run by two at once: each step is one conditional write, and what
 * was not done is done by the next one.
 *
 * @returns whether something is to be done in the next seconds, too.
 */
export async function tick(spanMs: number, ports: PacePorts): Promise<boolean> {
  const calls = new Map<string, number>();
  const open: Lively[] = [];
  let isBusy = false;
  for (const one of await lively(ports)) {
    const step = await settle(one, calls, ports).catch((error: unknown) => {
      leftAsItIs(one.campaign.settings.id, error, ports);
      return { isBusy: true, mayBegin: false };
    });
    isBusy ||= step.isBusy;
    if (step.mayBegin) open.push(one);
  }
  for (const one of open) {
    await begin(one, calls, spanMs, ports).catch((error: unknown) =>
      leftAsItIs(one.campaign.settings.id, error, ports),
    );
  }
  return isBusy;
}

/** Notes what became of the calls of a campaign, and ends it where it is over. */
async function settle(
  { campaign, carrier }: Lively,
  calls: Map<string, number>,
  ports: PacePorts,
): Promise<{ isBusy: boolean; mayBegin: boolean }> {
  const { settings } = campaign;
  const { underWay, outcomes } = await watch(campaign, ports);
  if (carrier !== undefined) calls.set(carrier, (calls.get(carrier) ?? 0) + underWay);
  const current = await judged(campaign, outcomes, ports);
  const now = ports.clock.now();
  const isOver = current.state === 'stopping' || now >= endOf(settings);
  if (isOver) await sweep(current, ports);
  const isRunning = current.state === 'running' && !isOver;
  const hasEnded = underWay === 0 && (isOver || isRunning) && (await endIfDone(current, ports));
  const mayBegin = isRunning && !hasEnded && isOpen(now, settings);
  return { isBusy: isOver || underWay > 0 || mayBegin, mayBegin };
}

/** Those that dial first come first. One that cannot be read keeps no other from being called. */
async function lively(ports: PacePorts): Promise<Lively[]> {
  const ids = await ports.store.active();
  const found = await Promise.all(
    ids.map((id) => livelyOne(id, ports).catch((error: unknown) => leftAsItIs(id, error, ports))),
  );
  return found
    .filter((one) => one !== undefined)
    .sort((one, other) => one.campaign.settings.priority - other.campaign.settings.priority);
}

async function livelyOne(id: string, { store, directory }: PacePorts): Promise<Lively | undefined> {
  const campaign = await store.find(id);
  if (!campaign || !isActive(campaign)) return undefined;
  const number = await directory.findNumber(campaign.settings.number);
  return { campaign, carrier: number?.carrier };
}

function leftAsItIs(campaign: string, error: unknown, { log }: PacePorts): undefined {
  log.error('campaign not looked at', { campaign, error });
}

/** Notes what became of calls, and pauses a campaign when too many of them have failed. */
async function judged(
  before: CampaignRecord,
  outcomes: Parameters<typeof withOutcomes>[1],
  { store, clock, log }: PacePorts,
): Promise<CampaignRecord> {
  if (outcomes.length === 0) return before;
  const { id } = before.settings;
  return amend(store, id, (known) => {
    const campaign = withOutcomes(known, outcomes);
    const { failures, of } = campaign.settings.breaker;
    if (campaign.state !== 'running' || !isTripped(campaign.recent, campaign.settings.breaker))
      return campaign;
    const reason = `${failures} of its last ${of} dials failed; look at the carrier and the log of the dial function, then resume`;
    log.error('campaign paused', { campaign: id, reason });
    return commanded(campaign, 'pause', clock.now(), reason);
  });
}

async function begin(
  { campaign, carrier }: Lively,
  calls: Map<string, number>,
  spanMs: number,
  ports: PacePorts,
): Promise<void> {
  const { store, paces, queue, trunks, clock, log } = ports;
  const { settings } = campaign;
  const { id } = settings;
  const now = clock.now();
  const limits = trunks.get(carrier ?? '');
  if (carrier === undefined || !limits) {
    const reason = `its number has no carrier that the stack dials through (${carrier ?? 'none'}); mend that, then resume`;
    log.error('campaign paused', { campaign: id, reason });
    await amend(store, id, (known) =>
      known.state === 'running' ? commanded(known, 'pause', now, reason) : known,
    );
    return;
  }
  const free = limits.callsAtOnce - (calls.get(carrier) ?? 0);
  const waiting = free > 0 ? await store.waiting(id, now + spanMs, free) : [];
  if (waiting.length === 0) return;
  const span = { from: now, to: now + spanMs };
  const { starts, pace } = plan(await paces.read(carrier), limits.callsPerSecond, span, waiting.length);
  // Somebody else plans at this moment: then what is left is planned the next time.
  if (starts.length === 0 || !(await paces.replace(carrier, pace))) return;
  const attempts: { attempt: Attempt; afterMs: number }[] = [];
  await inLanes([...starts.entries()], LANES, async ([i, at]) => {
    const callee = await store.findCallee(id, waiting[i]!);
    if (callee?.state !== 'waiting') return;
    if (!(await store.replaceCallee(campaign, due(callee, at)))) return;
    const attempt = { campaign: id, callee: callee.callee, attempt: callee.attempt };
    attempts.push({ attempt, afterMs: Math.max(0, at - now) });
  });
  calls.set(carrier, (calls.get(carrier) ?? 0) + attempts.length);
  await queue.send(attempts);
  log.info('attempts sent', { campaign: id, attempts: attempts.length });
}

/** Whoever still waits when a campaign is over is not called any more. */
async function sweep(campaign: CampaignRecord, { store, clock }: PacePorts): Promise<void> {
  const { settings } = campaign;
  const { id } = settings;
  const now = clock.now();
  const hashes = await store.waiting(id, FOR_EVER, SWEPT_AT_A_TIME);
  await inLanes(hashes, LANES, async (hash) => {
    const callee = await store.findCallee(id, hash);
    if (callee?.state !== 'waiting') return;
    await store.replaceCallee(campaign, finished(callee, leftOver(settings, now), now));
  });
}

/** @returns whether every callee has ended. The index lags, so that the table itself is asked before it is believed. */
async function endIfDone(campaign: CampaignRecord, { store, clock, log }: PacePorts): Promise<boolean> {
  const { id } = campaign.settings;
  if ((await store.waiting(id, FOR_EVER, 1)).length > 0) return false;
  for await (const { state } of store.callees(id)) if (state !== 'done') return false;
  await amend(store, id, (known) => (isActive(known) ? ended(known, clock.now()) : known));
  log.info('campaign over', { campaign: id });
  return true;
}
