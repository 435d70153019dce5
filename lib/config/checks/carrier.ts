import type { AdmissionStrategy } from '../../../lambda/core/carriers/admission';
import type { SipSettings } from '../../../lambda/core/carriers/settings';
import { resolveCallsFrom } from '../../carriers/calls-from';
import { callersOf, type CallingCarrier } from '../../carriers/callers';
import { presetNamed, PRESET_NAMES } from '../../carriers/presets';
import { CARRIER_NAMES } from '../../carriers/signalling-ranges';
import { under, type Finding } from '../../../lambda/core/checks/finding';
import { suggestion } from '../../../lambda/core/checks/nearest';
import { faultsOfRoutes, type PartialRoute } from './endpoint';

/** A carrier of which only the sound parts are known. */
export interface PartialCarrier extends CallingCarrier {
  readonly secret?: string | undefined;
  readonly admission?: AdmissionStrategy | undefined;
  readonly chimeNumber?: string | undefined;
  readonly applicationId?: string | undefined;
  readonly outbound?: boolean | undefined;
  readonly flowId?: string | undefined;
  readonly country?: string | undefined;
  readonly transport?: SipSettings['transport'] | undefined;
  readonly codecs?: readonly string[] | undefined;
  readonly routes?: readonly (PartialRoute | undefined)[] | undefined;
}

/** What is wrong with a carrier beyond its shape. */
export function faultsOfCarrier(carrier: PartialCarrier, encryption: boolean | undefined): Finding[] {
  if (carrier.type === 'sip') return faultsOfSip(carrier, encryption);
  return [...secretFaults(carrier), ...admissionFaults(carrier)];
}

/** What is doubtful in a carrier. */
export function warningsOfCarrier(carrier: PartialCarrier, callsFrom: readonly string[]): Finding[] {
  const { type, codecs = [] } = carrier;
  if (type === 'exotel' && callsFrom.every((entry) => CARRIER_NAMES.includes(entry.toLowerCase()))) {
    return [{ path: [], message: EXOTEL_CALLS_FROM }];
  }
  if (type !== 'sip') return [];
  const secondChoice = codecs.includes('PCMU') && codecs[0] !== 'PCMU';
  return [
    ...under(['callsFrom'], resolveCallsFrom(carrier.callsFrom ?? []).splits),
    ...(secondChoice ? [{ path: ['codecs'], message: 'should name PCMU first, so that it is taken' }] : []),
  ];
}

export const EXOTEL_CALLS_FROM =
  'publishes no signalling addresses, so its calls are refused yet; ask Exotel which ones your trunk has and ' +
  'write them in callsFrom of the endpoint';

/** What a carrier must have before numbers can be connected to it. Its first deployment makes what that needs. */
export function missingForNumbers({
  type,
  admission,
  applicationId,
  flowId,
}: PartialCarrier): Finding | undefined {
  if (type === 'vobiz' && admission !== undefined && admission !== 'trunk' && applicationId === undefined) {
    const message =
      'is missing, and numbers are with this carrier. Deploy once without them; the outputs tell the addresses ' +
      "with which you make an application in Vobiz's console; then write its id here and add the numbers";
    return { path: ['applicationId'], message };
  }
  if (type === 'exotel' && flowId === undefined) {
    const message =
      'is missing, and numbers are with this carrier. Deploy once without them; the outputs tell the trunk that ' +
      "the Connect applet of a flow dials; make that flow in Exotel's console, then write its number here and " +
      'add the numbers';
    return { path: ['flowId'], message };
  }
  return undefined;
}

/** Twilio signs with a token of 32 hexadecimal digits; its account and its keys begin with two letters. */
const LOOKS_LIKE_A_KEY = /^(?:(?:AC|SK)?[0-9a-f]{32}|MA_[A-Z0-9]+)$/i;

function secretFaults({ secret }: PartialCarrier): Finding[] {
  if (secret === undefined || !LOOKS_LIKE_A_KEY.test(secret)) return [];
  const message =
    'looks like the credentials themselves. Put them in a secret and name the secret here; then have the ' +
    'carrier revoke them, since they stood in a file';
  return [{ path: ['secret'], message }];
}

function admissionFaults({ type, admission, chimeNumber, applicationId }: PartialCarrier): Finding[] {
  const findings: Finding[] = [];
  if (admission === 'chime-number' && chimeNumber === undefined) {
    findings.push({ path: ['chimeNumber'], message: CHIME_NUMBER_MISSING });
  }
  if (admission !== undefined && admission !== 'chime-number' && chimeNumber !== undefined) {
    const message = `is for admission chime-number, and admission is ${admission}; remove one of the two`;
    findings.push({ path: ['chimeNumber'], message });
  }
  if (type === 'vobiz' && admission === 'trunk' && applicationId !== undefined) {
    const message = 'is for calls that the bridge answers, and admission is trunk; remove one of the two';
    findings.push({ path: ['applicationId'], message });
  }
  return findings;
}

const CHIME_NUMBER_MISSING =
  'is missing: admission chime-number shows a number of Amazon Chime as the caller, so order one in the Chime ' +
  'console and write it here. Without one, choose admission: stand-in (nobody has shown it to work with a ' +
  'webhook yet) or admission: trunk (needs a header rewritten by hand in the console of the carrier)';

function faultsOfSip(carrier: PartialCarrier, encryption: boolean | undefined): Finding[] {
  const { preset, callsFrom, codecs, routes = [] } = carrier;
  const known = preset === undefined ? undefined : presetNamed(preset);
  const findings: Finding[] = [];
  if (preset !== undefined && !known) {
    findings.push({ path: ['preset'], message: `is not known${suggestion(preset, PRESET_NAMES)}` });
  }
  if (callsFrom && (preset === undefined || known) && callersOf(carrier).length === 0) {
    findings.push({ path: ['callsFrom'], message: NO_RANGES });
  }
  if ([codecs, known?.codecs].some((list = []) => list.length > 0 && !list.includes('PCMU'))) {
    const message = 'must have PCMU among them: Amazon Chime takes no other';
    findings.push({ path: ['codecs'], message });
  }
  return [
    ...findings,
    ...under(['callsFrom'], resolveCallsFrom(callsFrom ?? []).faults),
    ...transportFaults(carrier, encryption),
    ...under(['routes'], faultsOfRoutes(routes, encryption)),
  ];
}

const NO_RANGES =
  'is empty, so the Voice Connector lets nobody in; name the signalling addresses of the carrier, or a preset';

function transportFaults(
  { transport, preset = '' }: PartialCarrier,
  encryption: boolean | undefined,
): Finding[] {
  if (transport === undefined) return [];
  const offered = presetNamed(preset)?.transports ?? [transport];
  if (!offered.includes(transport)) {
    return [{ path: ['transport'], message: `is none of ${preset}, which has ${offered.join(', ')}` }];
  }
  if (encryption === undefined || (transport === 'tls') === encryption) return [];
  const message = encryption
    ? `is ${transport} and the endpoint is encrypted; have the carrier call with tls, or set encryption: false ` +
      'for all carriers of the endpoint'
    : 'is tls and the endpoint is not encrypted; choose udp or tcp, or encrypt the endpoint for all its carriers';
  return [{ path: ['transport'], message }];
}
