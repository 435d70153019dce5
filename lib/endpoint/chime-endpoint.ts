import { Annotations, Lazy, Stack, type RemovalPolicy } from 'aws-cdk-lib';
import type { IAlias, IVersion } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import * as z from 'zod';
import { resourceName } from '../../lambda/core/endpoint/settings';
import { inspectNumber } from '../../lambda/core/numbers/number-plan';
import { MEANS_NOTHING_ALONE, NOBODY_CALLS } from '../config/checks/endpoint';
import { isIndian, LEAVES_INDIA, residencyFaults, type Residency } from '../config/checks/residency';
import type { Finding } from '../private/finding';
import { demandNone, shapeOf } from './input-check';
import type { NetworkType } from './network-type';
import type { OriginationRoute } from './origination';
import {
  faultsOfSipMediaApplication,
  SipMediaApplication,
  type ISipMediaApplication,
} from './sip-media-application';
import { SipRule, SipTrigger } from './sip-rule';
import type { StreamingOptions } from './streaming';
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
/** Means nothing while nobody may call. */
const OF_CALLERS = ['callingRegions', 'callsPerSecond', 'callerId', 'credentials'] as const;

/** The way of a call into AWS: a Voice Connector, a SIP rule, a SIP media application. */
export class ChimeEndpoint extends Construct {
  readonly voiceConnector: IVoiceConnector;
  /** The connector, where this endpoint made it. */
  readonly newVoiceConnector?: VoiceConnector;
  readonly application: SipMediaApplication;
  readonly rule: SipRule;

  private readonly countries = new Set(['US']);
  private hasIndianNumber = false;

  /** @throws InvalidInputError with every fault of the properties. */
  constructor(scope: Construct, id: string, props: ChimeEndpointProps) {
    super(scope, id);
    demandNone(`endpoint ${this.node.path}`, faultsOfEndpoint(this, props));
    const { endpointName, failover = [], removalPolicy } = props;
    if (!props.voiceConnector) {
      this.newVoiceConnector = new VoiceConnector(
        this,
        'VoiceConnector',
        connectorProps({ ...props, callingRegions: props.callingRegions ?? this.countriesOfNumbers() }),
      );
    }
    this.voiceConnector = props.voiceConnector ?? this.newVoiceConnector!;
    this.application = new SipMediaApplication(this, 'Application', applicationProps(props));
    this.rule = new SipRule(this, 'Rule', {
      trigger: SipTrigger.requestUriHostname(this.voiceConnector),
      targets: [this.application, ...failover].map((application) => ({ application })),
      sipRuleName: endpointName,
      removalPolicy,
    });
    if (this.newVoiceConnector && !this.newVoiceConnector.termination) {
      Annotations.of(this).addWarningV2('byon-cdk:nobody-calls', `callsFrom ${NOBODY_CALLS}`);
    }
  }

  /** What a carrier must be told. */
  get outputs(): EndpointOutputs {
    const { outboundHostName, sipPort, transport, signallingRanges, mediaRanges } = this.voiceConnector;
    return { hostName: outboundHostName, port: sipPort, transport, signallingRanges, mediaRanges };
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

  private countriesOfNumbers(): string[] {
    return Lazy.list({ produce: () => [...this.countries].sort() });
  }
}

function connectorProps(props: ChimeEndpointOptions) {
  const {
    callsFrom = [],
    callingRegions,
    callsPerSecond,
    callerId,
    credentials,
    messageLogs: _,
    ...rest
  } = props;
  const anyLogs = props.sipLogs || props.mediaMetricLogs;
  return {
    ...rest,
    voiceConnectorName: props.endpointName,
    logRetention: anyLogs ? props.logRetention : undefined,
    termination:
      callsFrom.length > 0 ? { callsFrom, callingRegions, callsPerSecond, callerId, credentials } : undefined,
  };
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
  const connector = { ...connectorProps(props), voiceConnectorName: undefined };
  const application = { ...applicationProps(props), sipMediaApplicationName: undefined };
  const ofConnector = voiceConnector ? [] : faultsOfVoiceConnector(scope, connector);
  const ofApplication = faultsOfSipMediaApplication(scope, application);
  const idle = !voiceConnector && callsFrom.length === 0 ? OF_CALLERS : [];
  return [
    ...shapeOf(['endpointName'], resourceName, endpointName),
    ...ofConnector.map(({ path, message }) => ({
      path: path.slice(path[0] === 'termination' ? 1 : 0),
      message,
    })),
    // The region is the same for both.
    ...(voiceConnector ? ofApplication : ofApplication.filter(({ path }) => path[0] !== 'env')),
    ...given(props, voiceConnector ? OF_A_NEW_CONNECTOR : [], OF_ANOTHER),
    ...given(props, idle, MEANS_NOTHING_ALONE),
    ...faultsOfRetention(props),
    ...faultsOfFailover(scope, props),
  ];
}

const OF_ANOTHER =
  'is for a new connector and voiceConnector is given; change the existing one where it was made';

function given(
  props: ChimeEndpointProps,
  names: readonly (keyof ChimeEndpointProps)[],
  message: string,
): Finding[] {
  return names.filter((name) => props[name] !== undefined).map((name) => ({ path: [name], message }));
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
