import { placeCall } from '../calls/place-call';
import type { Dialler, DialOrder, DialRecord } from '../calls/dial';
import { decideDial } from '../compliance/decide-dial';
import type { DialDecision } from '../compliance/decision';
import { demandOpenDay } from './closed-days';
import { decideAndNote } from './decide-and-note';
import { factsOfCall, type WantedCall } from './facts-of-call';
import { demandRoomOfDay, giveBackUnused, takeOfDay } from './daily-budget';
import { demandCountry, demandNotStopped } from './guards';
import type { DialCallPorts } from './ports';
import { readRequest } from './read-request';
import { contentOf, referenceOf } from './reference';
import { ConflictError } from './requests';
import { takeSlot, type Slot } from './trunk-slots';

/** What became of a request. */
export type DialResult =
  | { dialled: true; record: DialRecord }
  /** The law of a rule pack stands against it. */
  | { dialled: false; reference: string; decision: DialDecision };

/** A request is good for so long. Records of dials are kept for a day at least, so that none is forgotten before. */
const REQUEST_LIVES_MS = 86_400_000;

/** Why a record says that nobody was dialled, where it was not the carrier who refused. */
const TOO_LATE = 'the moment to ask the carrier had passed, and nobody was dialled';

/**
 * Makes a call that may be made, once, however often it is asked for and wherever this dies: what is known is gathered,
 * decided on and kept as evidence, and only then the carrier is asked. To ask again after an error is safe; it is the
 * same call by its key and callee.
 *
 * @param value a `DialRequest`, as it came from outside.
 * @throws InvalidInputError with every fault of the request.
 * @throws GuardError where a limit of the stack stands against it now.
 * @throws ConflictError for a key that was used for another call to the callee, more than a day ago, or too late for its
 * moment at the carrier.
 * @throws anything else where something could not be read or kept: then nothing was dialled.
 */
export async function dialCall(value: unknown, ports: DialCallPorts): Promise<DialResult> {
  const { dials, toggle, clock, log } = ports;
  const call = await wantedCall(value, ports);
  const { reference } = call;
  const askedAt = await demandSameContent(call, ports);
  const before = await dials.find(reference);
  if (before) return resultOf(before);
  demandFresh(askedAt, clock.now());
  await demandOpen(call, ports);
  await demandRoomOfDay(call, ports);
  const decidedAt = clock.now();
  let decision = await decideAndNote(call, ports);
  if (!decision.allowed) return { dialled: false, reference, decision };
  const dialler = await call.trunk.dialler();
  const slot = await slotFor(call, ports);
  if (minuteOf(decidedAt) !== minuteOf(slot.at)) {
    // Hours end with a minute, so what was allowed in the last one may be too late in this.
    await clock.sleep(Math.max(0, slot.at - clock.now()));
    decision = await decideAndNote(call, ports);
    if (!decision.allowed) return { dialled: false, reference, decision };
  }
  const reserved = await takeOfDay(call, ports);
  await demandNotStopped(toggle);
  const way = { dials, dialler: punctual(dialler, slot), clock, log };
  const record = await placeCall(orderOf(call), way, reserved);
  if (record.state === 'refused') await freeMoney(record, ports);
  return resultOf(record);
}

/** @throws ConflictError for a call that came too late: nobody was dialled, and under this key nobody will be. */
function resultOf(record: DialRecord): DialResult {
  if (record.failure !== TOO_LATE) return { dialled: true, record };
  throw new ConflictError('key-too-late', `idempotencyKey: ${TOO_LATE}; take a new key`);
}

/** What `dialCall` would decide now. Nothing is dialled, and nothing is kept. @throws as `dialCall`. */
export async function tryCall(
  value: unknown,
  ports: DialCallPorts,
): Promise<{ reference: string; decision: DialDecision }> {
  const call = await wantedCall(value, ports);
  await demandOpen(call, ports);
  const { facts } = await factsOfCall(call, ports);
  return { reference: call.reference, decision: decideDial(facts) };
}

async function wantedCall(value: unknown, ports: DialCallPorts): Promise<WantedCall> {
  const known = await readRequest(value, ports);
  const { to, idempotencyKey: key } = known.request;
  const callee = await ports.callees.of(to);
  return { ...known, callee, reference: referenceOf({ stack: ports.stack, callee, key }, ports.digest) };
}

/** @returns when the call was asked for first. */
async function demandSameContent(
  { request, callee, reference }: WantedCall,
  { requests, clock, digest }: DialCallPorts,
): Promise<number> {
  const content = contentOf(request, callee, digest);
  const first = await requests.open({ reference, content, at: clock.now() });
  if (first.content === content) return first.at;
  throw new ConflictError(
    'key-used-otherwise',
    'idempotencyKey: was used for another call to this callee; give each call a key of its own, or repeat it unchanged',
  );
}

function demandFresh(askedAt: number, now: number): void {
  if (now - askedAt < REQUEST_LIVES_MS) return;
  throw new ConflictError(
    'key-too-old',
    'idempotencyKey: was used more than a day ago, and what became of that call may be forgotten; take a new key',
  );
}

async function demandOpen(
  { request }: WantedCall,
  { toggle, settings, clock }: DialCallPorts,
): Promise<void> {
  demandCountry(request.to, settings);
  demandOpenDay(request, settings, clock.now());
  await demandNotStopped(toggle);
}

function slotFor({ carrier, reference, trunk, request }: WantedCall, ports: DialCallPorts): Promise<Slot> {
  const { limits } = trunk;
  const lastsMs = (request.ringSeconds + request.limitSeconds) * 1000;
  return takeSlot({ carrier, reference, limits, lastsMs }, ports);
}

/** Asks the carrier in the moment of the slot, or in a later one of the same minute, for which was decided. */
function punctual(dialler: Dialler, slot: Slot): Dialler {
  const minute = minuteOf(slot.at);
  return {
    async dial(order) {
      if ((await slot.begin()) && minuteOf(slot.at) === minute) return dialler.dial(order);
      return { state: 'refused', failure: TOO_LATE };
    },
    hangUp: (call) => dialler.hangUp(call),
  };
}

/** What cannot be given back now stays held, which is no reason not to tell what became of the call. */
async function freeMoney(record: DialRecord, { days, clock, log }: DialCallPorts): Promise<void> {
  await giveBackUnused(record, { outcome: 'refused', at: clock.now() }, days).catch((error: unknown) => {
    log.error('money not given back', { reference: record.reference, error });
  });
}

const minuteOf = (at: number) => Math.floor(at / 60_000);

function orderOf({ request, carrier, reference }: WantedCall): DialOrder {
  const { to: callee, from: number, about: purpose, agent, variables } = request;
  const { ringSeconds, limitSeconds, detectMachine } = request;
  const speaker = agent === undefined ? {} : { agent };
  const limits = { ringSeconds, limitSeconds, detectMachine };
  return { reference, carrier, number, callee, ...speaker, purpose, variables, ...limits };
}
