import type { Introduction } from '../../core/calls/introduction';

/** Steps of a call that comes in, below the carrier's own path, as in `/twilio/voice`. */
export const INCOMING_STEPS = ['voice', 'dialled', 'fallback', 'status'] as const;
export type IncomingStep = (typeof INCOMING_STEPS)[number];

/**
 * Steps of a call that we make. Its reference follows, as in `/vobiz/answered/0f1e…`: in the path, because Vobiz
 * does not sign the query.
 */
export const DIAL_STEPS = ['answered', 'dialled', 'status', 'machine'] as const;
export type DialStep = (typeof DIAL_STEPS)[number];

/**
 * Where a carrier reaches the bridge.
 *
 * @param bridge its own address, as in `https://….lambda-url.us-east-1.on.aws`, without a slash at its end.
 * @param carrier the stack's name of the carrier.
 */
export function bridgeAddress(
  bridge: string,
  carrier: string,
  ...at: [IncomingStep] | [DialStep, reference: string]
): string {
  return [bridge, carrier, ...at].join('/');
}

/** Where a carrier asks what to do when the leg to the endpoint is over. */
export function dialledAddress(
  bridge: string,
  carrier: string,
  { reference }: Pick<Introduction, 'reference'>,
): string {
  return reference === undefined
    ? bridgeAddress(bridge, carrier, 'dialled')
    : bridgeAddress(bridge, carrier, 'dialled', reference);
}
