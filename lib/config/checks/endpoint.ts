import ipaddr from 'ipaddr.js';
import type { EndpointSettings } from '../../../lambda/core/endpoint/settings';
import { resolveCallsFrom } from '../../carriers/calls-from';
import { under, type Finding } from '../../../lambda/core/checks/finding';

/** An endpoint of which only the sound parts are known. */
export type PartialEndpoint = Partial<EndpointSettings>;

/** A route of which only what is known at synth is there. */
export interface PartialRoute {
  readonly host?: string | undefined;
  readonly protocol?: 'TCP' | 'UDP' | undefined;
}

/**
 * What is wrong with an endpoint beyond its shape.
 *
 * @param carriersCall whether there are carriers that are let in by themselves.
 */
export function faultsOfEndpoint(endpoint: PartialEndpoint, carriersCall = false): Finding[] {
  const { encryption, callsFrom = [], origination = [] } = endpoint;
  const nobodyCalls = endpoint.callsFrom?.length === 0 && !carriersCall;
  const idle = nobodyCalls ? (['callerId', 'credentials'] as const) : [];
  return [
    ...under(['callsFrom'], resolveCallsFrom(callsFrom).faults),
    ...idle
      .filter((name) => endpoint[name] !== undefined)
      .map((name) => ({ path: [name], message: MEANS_NOTHING_ALONE })),
    ...under(['origination'], faultsOfRoutes(origination, encryption)),
  ];
}

/** What is doubtful in an endpoint; `carriersCall` as above. */
export function warningsOfEndpoint(
  { callsFrom, callsPerSecond }: PartialEndpoint,
  carriersCall = false,
): Finding[] {
  return [
    ...(callsFrom?.length === 0 && !carriersCall ? [{ path: ['callsFrom'], message: NOBODY_CALLS }] : []),
    ...under(['callsFrom'], resolveCallsFrom(callsFrom ?? []).splits),
    ...(callsPerSecond === undefined ? [] : under(['callsPerSecond'], warningsOfRate(callsPerSecond))),
  ];
}

const MEANS_NOTHING_ALONE =
  'means nothing while nobody may call; give callsFrom, or a carrier under carriers';

export const NOBODY_CALLS =
  'names nobody, so no carrier can call yet; add carriers, or name them or their signalling ranges here';

/** Amazon Chime refuses UDP on an encrypted connector, and reaches no private host. */
export function faultsOfRoutes(
  routes: readonly (PartialRoute | undefined)[],
  encryption: boolean | undefined,
): Finding[] {
  return routes.flatMap((route, i) => {
    const findings: Finding[] = [];
    if (route?.protocol === 'UDP' && encryption)
      findings.push({ path: [i, 'protocol'], message: UDP_IN_CLEAR });
    if (route?.host !== undefined && isClosed(route.host)) {
      findings.push({ path: [i, 'host'], message: 'is not public; Amazon Chime calls over the internet' });
    }
    return findings;
  });
}

const UDP_IN_CLEAR =
  'must be TCP, since the connector is encrypted; for a carrier that has UDP only, make a connector without encryption';

/** One call a second is the quota of a connector that was never raised. */
export function warningsOfRate(callsPerSecond: number): Finding[] {
  if (callsPerSecond <= 1) return [];
  const message = `${callsPerSecond} calls a second need a higher quota than the standard 1; have it raised first`;
  return [{ path: [], message }];
}

function isClosed(host: string): boolean {
  if (!/^[\d.]+$/.test(host)) return false;
  return !ipaddr.IPv4.isValidFourPartDecimal(host) || ipaddr.IPv4.parse(host).range() !== 'unicast';
}
