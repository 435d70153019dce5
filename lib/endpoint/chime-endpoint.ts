import { Annotations, Aspects, Lazy, Stack, type RemovalPolicy } from 'aws-cdk-lib';
import type { IAlias, IVersion } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import * as z from 'zod';
import { resourceName } from '../../lambda/core/endpoint/settings';
import { inspectNumber } from '../../lambda/core/numbers/number-plan';
import { NOBODY_CALLS } from '../config/checks/endpoint';
import { isIndian, LEAVES_INDIA, residencyFaults, type Residency } from '../../lambda/core/checks/residency';
import { resolveCallsFrom } from '../carriers/calls-from';
import type { Finding } from '../../lambda/core/checks/finding';
import { demandNone, knownOf, shapeOf } from './input-check';
import type { NetworkType } from './network-type';
import type { OriginationRoute } from './origination';
import {
  faultsOfSipMediaApplication,
  SipMediaApplication,
  type ISipMediaApplication,
} from './sip-media-application';
import { SipRule, SipTrigger } from './sip-rule';
import type { StreamingOptions } from './streaming';
import type { TerminationOptions } from './termination';
import type { TerminationCredentials } from './termination-credentials';
import { faultsOfVoiceConnector, VoiceConnector, type IVoiceConnector } from './voice-connector';

export interface ChimeEndpointOptions {
  /**
   * An existing connector, which is left as it is but for a SIP rule that takes its calls.
   *
   * @default - a new connector, made by the properties below
   */
  readonly voiceConnector?: IVoiceConnector;
  /**
   * Name of the connector, the SIP media application and the SIP rule: 1 to 240 letters, digits, spaces,
   * underscores, dots or hyphens.
   *
   * @default - made from the names of stack and construct
   */
  readonly endpointName?: string;
  /**
   * TLS and SRTP for all carriers. Without it none of them may use encryption.
   *
   * @default true
   */
  readonly requireEncryption?: boolean;
  /**
   * A changed network type makes a new connector with a new host name.
   *
   * @default NetworkType.IPV4_ONLY
   */
  readonly networkType?: NetworkType;
  /**
   * Who may call: carriers by name (`twilio`, `vobiz`) or public IPv4 addresses and ranges of signalling, as in
   * `54.172.60.0/30`.
   *
   * @default - nobody
   */
  readonly callsFrom?: string[];
  /**
   * Countries of the numbers that carriers may dial here (ISO 3166), as in `US`. Keep `US` in it when a carrier
   * dials the stand-in number +1 703 555 0122.
   *
   * @default - `US` and the countries of the numbers that the endpoint is used for
   */
  readonly callingRegions?: string[];
  /**
   * New calls a second. More than 1 needs a higher quota of the account.
   *
   * @default 1
   */
  readonly callsPerSecond?: number;
  /**
   * Caller ID override: a number of Amazon Chime's inventory, in E.164.
   *
   * @default - callers keep their own number
   */
  readonly callerId?: string;
  /**
   * What carriers must sign in with. Few carriers can.
   *
   * @default - the address alone lets a carrier in
   */
  readonly credentials?: TerminationCredentials;
  /**
   * SIP hosts that the connector may call.
   *
   * @default - none
   */
  readonly originationRoutes?: OriginationRoute[];
  /**
   * Logs every SIP message of the connector. They hold phone numbers.
   *
   * @default false
   */
  readonly sipLogs?: boolean;
  /**
   * Logs the quality of the audio, minute by minute. They hold phone numbers.
   *
   * @default false
   */
  readonly mediaMetricLogs?: boolean;
  /**
   * Logs every SIP message of the SIP media application. They hold phone numbers.
   *
   * @default false
   */
  readonly messageLogs?: boolean;
  /**
   * How long these logs are kept.
   *
   * @default RetentionDays.ONE_MONTH
   */
  readonly logRetention?: RetentionDays;
  /**
   * An experiment: the callers' audio to Kinesis Video Streams. Nothing of BYON reads it.
   *
   * @default - no streaming
   */
  readonly experimentalStreaming?: StreamingOptions;
  /**
   * Applications in other regions that answer, in this order, where the one of this stack cannot.
   *
   * @default - none
   */
  readonly failover?: ISipMediaApplication[];
  /**
   * What becomes of the connector, and all that is set on it, when it leaves the stack. `RETAIN` keeps its host
   * name for the carriers.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

export interface ChimeEndpointProps extends ChimeEndpointOptions {
  /** What answers the events of a call. */
  readonly callHandler: IAlias | IVersion;
}

/** What a carrier must be told. */
export interface EndpointOutputs {
  /** What the carrier calls: `sip:<number>@<hostName>`. */
  readonly hostName: string;
  readonly port: number;
  readonly transport: string;
  /** IPv4 ranges that the carrier's firewall must let through for SIP, separated by commas. */
  readonly signallingRanges: string;
  /** The same for audio, each range with its UDP ports. */
  readonly mediaRanges: string;
}

const NOBODY_TO_CALL =
  'an agent transfers via trunk, and the Voice Connector has no route to a carrier; name the SIP host of the ' +
  'carrier in originationRoutes (endpoint.origination in a config), or transfer via pstn';

/** Properties of a new connector; an existing one has its own. */
const OF_A_NEW_CONNECTOR = [
  ...([
    'requireEncryption',
    'networkType',
    'callsFrom',
    'callingRegions',
    'callsPerSecond',
    'callerId',
  ] as const),
  ...(['credentials', 'originationRoutes', 'sipLogs', 'mediaMetricLogs', 'experimentalStreaming'] as const),
];

/** The way of a call into AWS: a Voice Connector, a SIP rule, a SIP media application. */
export class ChimeEndpoint extends Construct {
  readonly voiceConnector: IVoiceConnector;
  /** The connector, where this endpoint made it. */
  readonly newVoiceConnector?: VoiceConnector;
  readonly application: SipMediaApplication;
  readonly rule: SipRule;

  private readonly callers: Omit<TerminationOptions, 'callsFrom'>;
  private readonly countries = new Set(['US']);
  private hasIndianNumber = false;
  private callsOut = false;

  /** @throws InvalidInputError with every fault of the properties. */
  constructor(scope: Construct, id: string, props: ChimeEndpointProps) {
    super(scope, id);
    demandNone(`endpoint ${this.node.path}`, faultsOfEndpoint(this, props));
    const { endpointName, callsFrom = [], failover = [], removalPolicy } = props;
    this.callers = callerOptions({
      ...props,
      callingRegions: props.callingRegions ?? this.countriesOfNumbers(),
    });
    if (!props.voiceConnector) {
      this.newVoiceConnector = new VoiceConnector(this, 'VoiceConnector', connectorProps(props));
      if (callsFrom.length > 0) this.allowCallsFrom(callsFrom);
      this.warnWhereNobodyCalls(this.newVoiceConnector);
    }
    this.voiceConnector = props.voiceConnector ?? this.newVoiceConnector!;
    this.application = new SipMediaApplication(this, 'Application', applicationProps(props));
    this.rule = new SipRule(this, 'Rule', {
      trigger: SipTrigger.requestUriHostname(this.voiceConnector),
      targets: [this.application, ...failover].map((application) => ({ application })),
      sipRuleName: endpointName,
      removalPolicy,
    });
  }

  /** What a carrier must be told. */
  get outputs(): EndpointOutputs {
    const { outboundHostName, sipPort, transport, signallingRanges, mediaRanges } = this.voiceConnector;
    return { hostName: outboundHostName, port: sipPort, transport, signallingRanges, mediaRanges };
  }

  /**
   * Lets more call, at any time before the app is synthesised. An existing connector is left as it is: a warning
   * says what its owner has to let in.
   *
   * @param callsFrom carriers by name (`twilio`, `vobiz`) or public IPv4 addresses and ranges of signalling.
   * @throws InvalidInputError with every entry that cannot call.
   */
  allowCallsFrom(callsFrom: string[]): void {
    if (this.newVoiceConnector) return this.newVoiceConnector.allowCallsFrom(callsFrom, this.callers);
    const ranges = resolveCallsFrom(knownOf(callsFrom)).cidrs.join(', ');
    this.leaveToItsOwner(`let-in-${callsFrom.join('-')}`, `let ${ranges} call in its termination`);
  }

  /**
   * Lets the connector call more SIP hosts, at any time before the app is synthesised. An existing connector is left
   * as it is: a warning says what its owner has to add.
   *
   * @throws InvalidInputError with every fault of all routes.
   */
  addOriginationRoutes(routes: OriginationRoute[]): void {
    if (this.newVoiceConnector) return this.newVoiceConnector.addOriginationRoutes(routes);
    const hosts = knownOf(routes.map(({ host }) => host)).map(
      (host) => host ?? 'the host that the outputs of the carrier tell',
    );
    this.leaveToItsOwner(`call-${routes.length}`, `add to its origination ${hosts.join(', ')}`);
  }

  /**
   * The connector as the way out of the agents' transfers. Where it leads to no carrier, the app is not synthesised;
   * of an existing connector nobody here knows, so a warning says what it needs.
   */
  callOut(): IVoiceConnector {
    if (!this.callsOut) {
      this.callsOut = true;
      if (this.newVoiceConnector) this.node.addValidation({ validate: () => this.faultsOfCallingOut() });
      else
        this.leaveToItsOwner('call-out', 'see that its origination leads to the carrier of your transfers');
    }
    return this.voiceConnector;
  }

  /** What speaks against a number on this endpoint. */
  faultsOfNumber(number: string, settings: Residency): Finding[] {
    return residencyFaults(number, settings);
  }

  /**
   * Lets carriers dial the number's country, and warns where its calls leave the country: once, however many
   * numbers there are.
   */
  useFor(number: string): void {
    const { country } = inspectNumber(number);
    if (country !== undefined) this.countries.add(country);
    if (this.hasIndianNumber || !isIndian(number)) return;
    this.hasIndianNumber = true;
    Annotations.of(this).addWarningV2(
      'byon-cdk:india-residency',
      `There are Indian numbers: ${LEAVES_INDIA}`,
    );
  }

  /** At synth, since routes may come until then. */
  private faultsOfCallingOut(): string[] {
    return this.newVoiceConnector?.origination ? [] : [NOBODY_TO_CALL];
  }

  private leaveToItsOwner(id: string, task: string): void {
    const message = `The connector was made elsewhere and stays as it is. Where it was made, ${task}.`;
    Annotations.of(this).addWarningV2(`byon-cdk:existing-connector-${id}`, message);
  }

  /** At synth, since somebody may be let in until then. */
  private warnWhereNobodyCalls(connector: VoiceConnector): void {
    Aspects.of(this).add({
      visit: (node) => {
        if (node !== this || connector.termination) return;
        Annotations.of(this).addWarningV2('byon-cdk:nobody-calls', `callsFrom ${NOBODY_CALLS}`);
      },
    });
  }

  private countriesOfNumbers(): string[] {
    return Lazy.list({ produce: () => [...this.countries].sort() });
  }
}

function connectorProps(props: ChimeEndpointOptions) {
  const { requireEncryption, networkType, originationRoutes, sipLogs, mediaMetricLogs, removalPolicy } =
    props;
  return {
    voiceConnectorName: props.endpointName,
    ...{ requireEncryption, networkType, originationRoutes, sipLogs, mediaMetricLogs, removalPolicy },
    experimentalStreaming: props.experimentalStreaming,
    logRetention: sipLogs || mediaMetricLogs ? props.logRetention : undefined,
  };
}

function callerOptions({ callingRegions, callsPerSecond, callerId, credentials }: ChimeEndpointOptions) {
  return { callingRegions, callsPerSecond, callerId, credentials };
}

function applicationProps({
  callHandler,
  endpointName,
  messageLogs,
  logRetention,
  removalPolicy,
}: ChimeEndpointProps) {
  return {
    handler: callHandler,
    sipMediaApplicationName: endpointName,
    messageLogs,
    logRetention: messageLogs ? logRetention : undefined,
    removalPolicy,
  };
}

/** Every fault at once, by the names of this construct's own properties. */
function faultsOfEndpoint(scope: Construct, props: ChimeEndpointProps): Finding[] {
  const { voiceConnector, callsFrom = [], endpointName } = props;
  const connector = {
    ...connectorProps(props),
    voiceConnectorName: undefined,
    termination: { ...callerOptions(props), callsFrom },
  };
  const application = { ...applicationProps(props), sipMediaApplicationName: undefined };
  const ofConnector = voiceConnector ? [] : faultsOfVoiceConnector(scope, connector).map(unpacked);
  const ofApplication = faultsOfSipMediaApplication(scope, application);
  return [
    ...shapeOf(['endpointName'], resourceName, endpointName),
    // Callers may come later, by allowCallsFrom.
    ...ofConnector.filter(({ path }) => callsFrom.length > 0 || path[0] !== 'callsFrom'),
    // The region is the same for both.
    ...(voiceConnector ? ofApplication : ofApplication.filter(({ path }) => path[0] !== 'env')),
    ...(voiceConnector ? ofAnother(props) : []),
    ...faultsOfRetention(props),
    ...faultsOfFailover(scope, props),
  ];
}

/** What is termination there are properties of this construct. */
function unpacked({ path, message }: Finding): Finding {
  return { path: path.slice(path[0] === 'termination' ? 1 : 0), message };
}

function ofAnother(props: ChimeEndpointProps): Finding[] {
  const message =
    'is for a new connector and voiceConnector is given; change the existing one where it was made';
  return OF_A_NEW_CONNECTOR.filter((name) => props[name] !== undefined).map((name) => ({
    path: [name],
    message,
  }));
}

function faultsOfRetention({
  logRetention,
  sipLogs,
  mediaMetricLogs,
  messageLogs,
}: ChimeEndpointProps): Finding[] {
  if (logRetention === undefined || sipLogs || mediaMetricLogs || messageLogs) return [];
  const message = 'is for logs, and none is on; set sipLogs, mediaMetricLogs or messageLogs';
  return [{ path: ['logRetention'], message }];
}

/** A SIP rule takes 25 applications, the one of this stack among them, each in a region of its own. */
function faultsOfFailover(scope: Construct, { failover = [] }: ChimeEndpointProps): Finding[] {
  const regions = [Stack.of(scope).region, ...failover.map(({ region }) => region)];
  return [
    ...shapeOf(['failover'], z.array(z.unknown()).max(24), failover),
    ...failover.flatMap(({ region }, i) =>
      regions.indexOf(region) > i
        ? []
        : [{ path: ['failover', i], message: 'is in a region that has one already' }],
    ),
  ];
}
