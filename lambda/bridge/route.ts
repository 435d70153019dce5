import {
  DIAL_STEPS,
  INCOMING_STEPS,
  type DialStep,
  type IncomingStep,
} from '../adapters/carriers/bridge-address';
import type { BridgeCarrier } from './carrier';

const REFERENCE = /^[0-9a-f]{32}$/;

/** What a path leads to. A reference makes the difference between calls that come in and calls that we make. */
export type Route = { carrier: BridgeCarrier } & (
  { step: IncomingStep; reference?: undefined } | { step: DialStep; reference: string }
);

/** @param path as in `/twilio/voice` or `/vobiz/answered/0f1e…`. */
export function routeOf(path: string, carriers: readonly BridgeCarrier[]): Route | undefined {
  const [, id, name, reference, ...more] = path.split('/');
  const carrier = carriers.find((one) => one.id === id);
  if (!carrier || more.length > 0) return undefined;
  if (reference === undefined) {
    const step = INCOMING_STEPS.find((one) => one === name);
    return step && { carrier, step };
  }
  const step = DIAL_STEPS.find((one) => one === name);
  return step && REFERENCE.test(reference) ? { carrier, step, reference } : undefined;
}
