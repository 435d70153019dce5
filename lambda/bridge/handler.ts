import { createHash } from 'node:crypto';
import {
  afterEndpoint,
  afterFallback,
  answerCall,
  noteStatus,
  RefusedError,
  type BridgePorts,
  type Rescue,
} from './answer';
import { afterDialledEndpoint, answerDialledCall, noteAnsweredBy, noteDialStatus } from './answer-dial';
import type { BridgeCarrier } from './carrier';
import { farewell } from './fallback';
import { functionUrlEvent, plain, toRequest, type BridgeAnswer, type BridgeRequest } from './http';
import type { Reply } from './reply';
import { routeOf, type Route } from './route';

/** A caller hears nothing but ringing meanwhile. */
const ANSWER_WITHIN_MS = 1800;
/** Carriers send a few hundred bytes. */
const LONGEST_BODY = 65_536;

/**
 * Handles the requests of carriers. The returned function answers within 2 s and never throws: a request that
 * is not the carrier's is refused with 403, and whatever goes wrong, the caller hears words.
 */
export function createBridge(
  carriers: readonly BridgeCarrier[],
  ports: BridgePorts,
): (event: unknown) => Promise<BridgeAnswer> {
  const { clock, log } = ports;
  return async (input) => {
    const from = clock.now();
    const parsed = functionUrlEvent.safeParse(input);
    if (!parsed.success) return plain(400, 'not a request of a function URL');
    const event = parsed.data;
    const route = routeOf(event.rawPath, carriers);
    if (!route) return plain(404, 'no such address');
    if (event.requestContext.http.method !== 'POST') return plain(405, 'POST only');
    if (event.body.length > LONGEST_BODY) return plain(413, 'too long');

    const about = { carrier: route.carrier.id, step: route.step };
    const rescue: Rescue = { reply: farewell('trouble') };
    const request = toRequest(event);
    const done = new AbortController();
    const work = handle(route, request, ports, rescue).catch((error: unknown) => {
      if (error instanceof RefusedError) {
        log.warn('request refused', { ...about, reason: error.message });
        return plain(403, 'refused');
      }
      log.error('request not handled', { ...about, error });
      return rescued(route, request, rescue);
    });
    const tooLate = clock.sleep(ANSWER_WITHIN_MS, done.signal).then(() => {
      if (!done.signal.aborted) log.error('no answer in time', about);
      return rescued(route, request, rescue);
    });
    const answer = await Promise.race([work, tooLate]);
    done.abort();
    log.info('request answered', { ...about, status: answer.statusCode, ms: clock.now() - from });
    return answer;
  };
}

async function handle(
  route: Route,
  request: BridgeRequest,
  ports: BridgePorts,
  rescue: Rescue,
): Promise<BridgeAnswer> {
  const { carrier } = route;
  if (!(await carrier.isGenuine(request))) throw new RefusedError('not signed by the carrier');
  const by = contentOf(request);
  const uses = carrier.noncesOf(request).map((nonce) => ports.legs.useNonce(carrier.id, nonce, by));
  if ((await Promise.all(uses)).includes(false)) throw new RefusedError('the signature was used before');
  const reply =
    route.reference === undefined
      ? await replyToIncoming(route, request, ports, rescue)
      : await replyToDialled(route, request, ports, rescue);
  return reply ? carrier.render(reply, request.address) : carrier.thanks;
}

/** @returns undefined where the carrier only tells something. */
async function replyToIncoming(
  { carrier, step }: Extract<Route, { reference?: undefined }>,
  request: BridgeRequest,
  ports: BridgePorts,
  rescue: Rescue,
): Promise<Reply | undefined> {
  switch (step) {
    case 'voice':
      if (carrier.isStatus(request)) return noteStatus(carrier.id, carrier.status(request), ports);
      return answerCall(carrier.id, carrier.incomingCall(request), ports, rescue);
    case 'dialled':
      return afterEndpoint(carrier.id, carrier.dialled(request), ports, rescue);
    case 'fallback':
      return afterFallback(carrier.id, carrier.dialled(request), ports);
    case 'status':
      return noteStatus(carrier.id, carrier.status(request), ports);
  }
}

/** The same for calls that we make. */
async function replyToDialled(
  { carrier, step, reference }: Extract<Route, { reference: string }>,
  request: BridgeRequest,
  ports: BridgePorts,
  rescue: Rescue,
): Promise<Reply | undefined> {
  const about = { carrier: carrier.id, reference, call: carrier.callOf(request) };
  switch (step) {
    case 'answered':
      if (carrier.isStatus(request)) return noteDialStatus(about, carrier.status(request), ports);
      return answerDialledCall(about, ports);
    case 'dialled':
      return afterDialledEndpoint(about, carrier.dialled(request), ports, rescue);
    case 'status':
      return noteDialStatus(about, carrier.status(request), ports);
    case 'machine':
      return noteAnsweredBy(about, carrier.answeredBy(request), ports);
  }
}

/** Nobody listens to the answer to what a carrier only tells, so it may make the carrier send it again. */
function rescued({ carrier, step }: Route, { address }: BridgeRequest, { reply }: Rescue): BridgeAnswer {
  const isNews = step === 'status' || step === 'machine';
  return isNews ? plain(503, 'not noted; send it again') : carrier.render(reply, address);
}

function contentOf({ path, body }: BridgeRequest): string {
  return createHash('sha256').update(`${path}\n${body}`).digest('hex');
}
