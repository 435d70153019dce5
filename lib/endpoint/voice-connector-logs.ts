import type { RemovalPolicy } from 'aws-cdk-lib';
import type { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { Finding } from '../../lambda/core/checks/finding';
import { ChimeResource } from './chime-resource';
import { ChimeLogGroup, LogDelivery, maySetUpDelivery } from './log-delivery';
import type { IVoiceConnector } from './voice-connector';

export interface VoiceConnectorLogsProps {
  readonly voiceConnector: IVoiceConnector;
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
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** What Amazon Chime logs of a Voice Connector. The log groups forget, and go with the stack. */
export class VoiceConnectorLogs extends Construct {
  readonly resource: ChimeResource<'Custom::ByonVoiceConnectorLogging'>;
  readonly delivery: LogDelivery;
  readonly sipLogGroup?: LogGroup;
  readonly mediaMetricLogGroup?: LogGroup;

  constructor(scope: Construct, id: string, props: VoiceConnectorLogsProps) {
    super(scope, id);
    const { sipLogs = false, mediaMetricLogs = false, logRetention: retention, removalPolicy } = props;
    const { voiceConnectorId } = props.voiceConnector.ref;
    const group = { of: voiceConnectorId, retention };
    this.delivery = LogDelivery.of(this);
    if (sipLogs) this.sipLogGroup = new ChimeLogGroup(this, 'Sip', { kind: 'sip', ...group });
    if (mediaMetricLogs) {
      this.mediaMetricLogGroup = new ChimeLogGroup(this, 'MediaMetrics', { kind: 'media', ...group });
    }
    this.resource = new ChimeResource(this, 'Resource', {
      type: 'Custom::ByonVoiceConnectorLogging',
      properties: {
        VoiceConnectorId: voiceConnectorId,
        EnableSIPLogs: sipLogs,
        EnableMediaMetricLogs: mediaMetricLogs,
      },
      actions: ['GetVoiceConnectorLoggingConfiguration', 'PutVoiceConnectorLoggingConfiguration'],
      statements: [maySetUpDelivery()],
      removalPolicy,
    });
    for (const needed of [this.delivery, this.sipLogGroup, this.mediaMetricLogGroup]) {
      if (needed) this.resource.node.addDependency(needed);
    }
  }
}

/** A retention without logs was meant for logs. */
export function faultsOfLogs(
  props: Pick<VoiceConnectorLogsProps, 'sipLogs' | 'mediaMetricLogs' | 'logRetention'>,
): Finding[] {
  if (props.logRetention === undefined || props.sipLogs || props.mediaMetricLogs) return [];
  const message = 'is for logs, and none is on; set sipLogs or mediaMetricLogs, or leave it out';
  return [{ path: ['logRetention'], message }];
}
