import {
  Resource,
  TagManager,
  TagType,
  type IResource,
  type ITaggableV2,
  type RemovalPolicy,
} from 'aws-cdk-lib';
import { Metric, Stats, type MetricOptions } from 'aws-cdk-lib/aws-cloudwatch';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { resourceName } from '../../lambda/core/endpoint/settings';
import { under, type Finding } from '../../lambda/core/checks/finding';
import { SIP_PORTS } from './chime-regions';
import { ChimeResource } from './chime-resource';
import { demandNone, shapeOf } from './input-check';
import { defaultName } from './default-name';
import { NetworkType } from './network-type';
import { faultsOfOrigination, Origination, type OriginationRoute } from './origination';
import { faultsOfRegion, rangesOf, warnOfOpenRegion } from './region';
import { faultsOfStreaming, Streaming, type StreamingOptions } from './streaming';
import { tagsOf } from './tags';
import { faultsOfTermination, Termination, type TerminationOptions } from './termination';
import { faultsOfLogs, VoiceConnectorLogs } from './voice-connector-logs';

/** What other constructs need to point to a Voice Connector. */
export interface VoiceConnectorRef {
  readonly voiceConnectorId: string;
  readonly voiceConnectorArn: string;
}

/** A SIP trunk of Amazon Chime SDK. */
export interface IVoiceConnector extends IResource {
  readonly ref: VoiceConnectorRef;
  /** What carriers call: `sip:<number>@<outboundHostName>`. */
  readonly outboundHostName: string;
  readonly requireEncryption: boolean;
  /** The port that carriers call. */
  readonly sipPort: number;
  /** The transport that carriers call with. */
  readonly transport: 'TLS' | 'UDP or TCP';
  /** IPv4 ranges that a carrier's firewall must let through for SIP, separated by commas. */
  readonly signallingRanges: string;
  /** The same for audio, each range with its UDP ports. */
  readonly mediaRanges: string;
  /**
   * A metric of this connector.
   *
   * @param name as Amazon Chime names it, as in `VcToCustomerJitter`
   * (https://docs.aws.amazon.com/chime-sdk/latest/ag/monitoring-cloudwatch.html).
   */
  metric(name: string, options?: MetricOptions): Metric;
  /** Calls that carriers tried to make to this connector, and so to the agents: Amazon Chime's outbound calls. */
  metricOutboundCallAttempts(options?: MetricOptions): Metric;
  /** Those that failed. */
  metricOutboundCallFailures(options?: MetricOptions): Metric;
  /** Those that go on just now; the quota of an account is 10 in a region. */
  metricOutboundCallsActive(options?: MetricOptions): Metric;
}

export interface VoiceConnectorProps {
  /**
   * 1 to 240 letters, digits, spaces, underscores, dots or hyphens.
   *
   * @default - made from the names of stack and construct
   */
  readonly voiceConnectorName?: string;
  /**
   * TLS and SRTP for all carriers of the connector. Without it none of them may use encryption.
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
   * Who may call.
   *
   * @default - nobody
   */
  readonly termination?: TerminationOptions;
  /**
   * SIP hosts that the connector may call.
   *
   * @default - none
   */
  readonly originationRoutes?: OriginationRoute[];
  /**
   * Logs every SIP message. They hold phone numbers.
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
   * How long these logs are kept.
   *
   * @default RetentionDays.ONE_MONTH
   */
  readonly logRetention?: RetentionDays;
  /**
   * An experiment: the callers' audio to Kinesis Video Streams. Nobody has shown that it works for calls that
   * reach a SIP media application, and nothing of BYON reads it.
   *
   * @default - no streaming
   */
  readonly experimentalStreaming?: StreamingOptions;
  /**
   * What becomes of the connector, and all that is set on it, when it leaves the stack. `RETAIN` keeps its host
   * name for the carriers.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

export interface VoiceConnectorAttributes {
  readonly voiceConnectorId: string;
  readonly outboundHostName: string;
  /**
   * @default - the region of the stack
   */
  readonly region?: string;
  /**
   * @default true
   */
  readonly requireEncryption?: boolean;
}

abstract class VoiceConnectorBase extends Resource implements IVoiceConnector {
  abstract readonly ref: VoiceConnectorRef;
  abstract readonly outboundHostName: string;
  abstract readonly requireEncryption: boolean;

  get sipPort(): number {
    return this.requireEncryption ? SIP_PORTS.tls : SIP_PORTS.tcp;
  }

  get transport(): 'TLS' | 'UDP or TCP' {
    return this.requireEncryption ? 'TLS' : 'UDP or TCP';
  }

  get signallingRanges(): string {
    return rangesOf(this, this.env.region, 'signalling');
  }

  get mediaRanges(): string {
    return rangesOf(this, this.env.region, 'media');
  }

  metric(name: string, options: MetricOptions = {}): Metric {
    return new Metric({
      namespace: 'AWS/ChimeVoiceConnector',
      metricName: name,
      dimensionsMap: { VoiceConnectorId: this.ref.voiceConnectorId },
      ...options,
    }).attachTo(this);
  }

  metricOutboundCallAttempts(options?: MetricOptions): Metric {
    return this.metric('OutboundCallAttempts', { statistic: Stats.SUM, ...options });
  }

  metricOutboundCallFailures(options?: MetricOptions): Metric {
    return this.metric('OutboundCallFailures', { statistic: Stats.SUM, ...options });
  }

  metricOutboundCallsActive(options?: MetricOptions): Metric {
    return this.metric('OutboundCallsActive', { statistic: Stats.MAXIMUM, ...options });
  }
}

/** The SIP trunk that carriers call, and that calls SIP hosts. */
export class VoiceConnector extends VoiceConnectorBase implements ITaggableV2 {
  /** An existing connector. */
  static fromVoiceConnectorAttributes(
    scope: Construct,
    id: string,
    attributes: VoiceConnectorAttributes,
  ): IVoiceConnector {
    class Imported extends VoiceConnectorBase {
      readonly ref = {
        voiceConnectorId: attributes.voiceConnectorId,
        voiceConnectorArn: this.stack.formatArn({
          service: 'chime',
          region: this.env.region,
          resource: 'vc',
          resourceName: attributes.voiceConnectorId,
        }),
      };
      readonly outboundHostName = attributes.outboundHostName;
      readonly requireEncryption = attributes.requireEncryption ?? true;
    }
    return new Imported(scope, id, { region: attributes.region });
  }

  readonly ref: VoiceConnectorRef;
  readonly outboundHostName: string;
  readonly requireEncryption: boolean;
  readonly cdkTagManager = new TagManager(TagType.STANDARD, 'Custom::ByonVoiceConnector');
  readonly resource: ChimeResource<'Custom::ByonVoiceConnector'>;
  /** Where anything is logged. */
  readonly logs?: VoiceConnectorLogs;
  /** Where the experiment is on. */
  readonly streaming?: Streaming;

  private readonly removalPolicy: RemovalPolicy | undefined;
  private callers?: Termination;
  private routes?: Origination;

  /** @throws InvalidInputError with every fault of the properties. */
  constructor(scope: Construct, id: string, props: VoiceConnectorProps = {}) {
    super(scope, id);
    demandNone(`voice connector ${this.node.path}`, faultsOfVoiceConnector(this, props));
    warnOfOpenRegion(this);
    const { removalPolicy, termination, originationRoutes, sipLogs, mediaMetricLogs } = props;
    this.requireEncryption = props.requireEncryption ?? true;
    this.removalPolicy = removalPolicy;
    this.resource = new ChimeResource(this, 'Resource', {
      type: 'Custom::ByonVoiceConnector',
      properties: {
        Name: props.voiceConnectorName ?? defaultName(this),
        RequireEncryption: this.requireEncryption,
        NetworkType: props.networkType ?? NetworkType.IPV4_ONLY,
        Tags: tagsOf(this.cdkTagManager),
      },
      actions: [
        'CreateVoiceConnector',
        'DeleteVoiceConnector',
        'GetVoiceConnector',
        'ListTagsForResource',
        'ListVoiceConnectors',
        'TagResource',
        'UntagResource',
        'UpdateVoiceConnector',
      ],
      removalPolicy,
    });
    this.ref = {
      voiceConnectorId: this.resource.getAttString('VoiceConnectorId'),
      voiceConnectorArn: this.resource.getAttString('VoiceConnectorArn'),
    };
    this.outboundHostName = this.resource.getAttString('OutboundHostName');
    const common = { voiceConnector: this, removalPolicy };
    if (termination) this.allowCallsFrom(termination.callsFrom, termination);
    if (originationRoutes) this.addOriginationRoutes(originationRoutes);
    if (sipLogs || mediaMetricLogs) this.logs = new VoiceConnectorLogs(this, 'Logs', { ...common, ...props });
    if (props.experimentalStreaming) {
      this.streaming = new Streaming(this, 'Streaming', { ...common, ...props.experimentalStreaming });
    }
  }

  /** Where somebody may call. */
  get termination(): Termination | undefined {
    return this.callers;
  }

  /** Where there are routes. */
  get origination(): Origination | undefined {
    return this.routes;
  }

  /**
   * Lets more call, at any time before the app is synthesised.
   *
   * @param callsFrom carriers by name (`twilio`, `vobiz`) or public IPv4 addresses and ranges of signalling.
   * @param options count only where nobody could call before.
   * @throws InvalidInputError with every entry that cannot call.
   */
  allowCallsFrom(callsFrom: string[], options: Omit<TerminationOptions, 'callsFrom'> = {}): void {
    if (this.callers) return this.callers.allowCallsFrom(callsFrom);
    this.callers = new Termination(this, 'Termination', {
      ...options,
      voiceConnector: this,
      removalPolicy: this.removalPolicy,
      callsFrom,
    });
  }

  /**
   * Lets the connector call more SIP hosts, at any time before the app is synthesised.
   *
   * @throws InvalidInputError with every fault of all routes.
   */
  addOriginationRoutes(routes: OriginationRoute[]): void {
    if (this.routes) return this.routes.addRoutes(routes);
    const { removalPolicy } = this;
    this.routes = new Origination(this, 'Origination', { voiceConnector: this, removalPolicy, routes });
  }
}

/** Every fault of the properties, as far as they are known at synth. */
export function faultsOfVoiceConnector(scope: Construct, props: VoiceConnectorProps): Finding[] {
  const { termination, originationRoutes, requireEncryption = true, experimentalStreaming } = props;
  return [
    ...faultsOfRegion(scope),
    ...shapeOf(['voiceConnectorName'], resourceName, props.voiceConnectorName),
    ...under(['termination'], termination ? faultsOfTermination(termination) : []),
    ...under(
      ['originationRoutes'],
      originationRoutes ? faultsOfOrigination(originationRoutes, requireEncryption) : [],
    ),
    ...faultsOfLogs(props),
    ...under(
      ['experimentalStreaming'],
      experimentalStreaming ? faultsOfStreaming(experimentalStreaming) : [],
    ),
  ];
}
