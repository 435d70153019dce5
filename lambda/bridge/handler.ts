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
import { STEPS, type BridgeCarrier, type Step } from './carrier';
import { farewell } from './fallback';
import { functionUrlEvent, plain, toRequest, type BridgeAnswer, type BridgeRequest } from './http';

/** A caller hears nothing but ringing meanwhile. */
const ANSWER_WITHIN_MS = 1800;
/** Carriers send a few hundred bytes. */
const LONGEST_BODY = 65_536;

/**
 * Handles the requests of carriers. The returned function answers within 2 s and never throws: a request that
 * is not the carrier's is refused with 403, and whatever goes wrong, the caller hears words.
 *
 * @param address our own as carriers were told, without a slash at its end. Signatures cover it.
 */
export function createBridge(
  address: string,
  carriers: readonly BridgeCarrier[],
  ports: BridgePorts,
): (event: unknown) => Promise<BridgeAnswer> {
  const { clock, log } = ports;
  return async (input) => {
    const from = clock.now();
    const parsed = functionUrlEvent.safeParse(input);
    if (!parsed.success) return plain(400, 'not a request of a function URL');
    const event = parsed.data;
    const { carrier, step } = routeOf(event.rawPath, carriers) ?? {};
    if (!carrier || !step) return plain(404, 'no such address');
    if (event.requestContext.http.method !== 'POST') return plain(405, 'POST only');
    if (event.body.length > LONGEST_BODY) return plain(413, 'too long');

    const about = { carrier: carrier.name, step };
    const rescue: Rescue = { reply: farewell('trouble') };
    const request = toRequest(event, address);
    const done = new AbortController();
    const work = handle(carrier, step, request, ports, rescue).catch((error: unknown) => {
      if (error instanceof RefusedError) {
        log.warn('request refused', { ...about, reason: error.message });
        return plain(403, 'refused');
      }
      log.error('request not handled', { ...about, error });
      return rescued(carrier, step, rescue);
    });
    const tooLate = clock.sleep(ANSWER_WITHIN_MS, done.signal).then(() => {
      if (!done.signal.aborted) log.error('no answer in time', about);
      return rescued(carrier, step, rescue);
    });
    const answer = await Promise.race([work, tooLate]);
    done.abort();
    log.info('request answered', { ...about, status: answer.statusCode, ms: clock.now() - from });
    return answer;
  };
}

function routeOf(
  path: string,
  carriers: readonly BridgeCarrier[],
): { carrier: BridgeCarrier | undefined; step: Step | undefined } | undefined {
  const [, name, last, ...more] = path.split('/');
  if (more.length > 0) return undefined;
  return {
    carrier: carriers.find((one) => one.name === name),
    step: STEPS.find((one) => one === last),
  };
}

async function handle(
  carrier: BridgeCarrier,
  addressed: Step,
  request: BridgeRequest,
  ports: BridgePorts,
  rescue: Rescue,
): Promise<BridgeAnswer> {
  if (!(await carrier.isGenuine(request))) throw new RefusedError('not signed by the carrier');
  const { name } = carrier;
  const by = contentOf(request);
  const uses = carrier.noncesOf(request).map((nonce) => ports.legs.useNonce(name, nonce, by));
  if ((await Promise.all(uses)).includes(false)) throw new RefusedError('the signature was used before');
  switch (carrier.stepOf(addressed, request)) {
    case 'voice':
      return carrier.render(await answerCall(name, carrier.incomingCall(request), ports, rescue));
    case 'dialled':
      return carrier.render(await afterEndpoint(name, carrier.dialled(request), ports, rescue));
    case 'fallback':
      return carrier.render(await afterFallback(name, carrier.dialled(request), ports));
    case 'status':
      await noteStatus(name, carrier.status(request), ports);
      return carrier.thanks;
  }
}

/** Nobody listens to the answer to a status, so it may tell the carrier to send it again. */
function rescued(carrier: BridgeCarrier, step: Step, { reply }: Rescue): BridgeAnswer {
  return step === 'status' ? plain(503, 'not noted; send it again') : carrier.render(reply);
}

function contentOf({ path, body }: BridgeRequest): string {
  return createHash('sha256').update(`${path}\n${body}`).digest('hex');
}
