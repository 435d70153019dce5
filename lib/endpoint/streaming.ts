import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import * as z from 'zod';
import { streamingHours } from '../../lambda/core/endpoint/settings';
import { shapeFindings } from '../../lambda/core/checks/shape';
import { under, type Finding } from '../../lambda/core/checks/finding';
import { ChimeResource } from './chime-resource';
import { demandNone } from './input-check';
import { mayMakeServiceLinkedRole } from './service-linked-role';
import type { IVoiceConnector } from './voice-connector';

/** Who is told that a stream has begun or ended. */
export enum StreamingTarget {
  EVENT_BRIDGE = 'EventBridge',
  /** Topics whose name begins with `ChimeVoiceConnector-Streaming`. */
  SNS = 'SNS',
  /** Queues whose name begins with `ChimeVoiceConnector-Streaming`. */
  SQS = 'SQS',
}

export interface StreamingOptions {
  /**
   * How long the audio is kept, in whole hours up to ten years.
   *
   * @default - nothing is kept: who reads must read live
   */
  readonly dataRetention?: Duration;
  /**
   * 1 to 3.
   *
   * @default [StreamingTarget.EVENT_BRIDGE]
   */
  readonly notificationTargets?: StreamingTarget[];
}

export interface StreamingProps extends StreamingOptions {
  readonly voiceConnector: IVoiceConnector;
  /**
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

/** An experiment: the audio of both sides of a call to Kinesis Video Streams. */
export class Streaming extends Construct {
  readonly resource: ChimeResource<'Custom::ByonStreaming'>;

  /** @throws InvalidInputError with every fault of the properties. */
  constructor(scope: Construct, id: string, props: StreamingProps) {
    super(scope, id);
    demandNone(`streaming ${this.node.path}`, faultsOfStreaming(props));
    const { voiceConnector, dataRetention = Duration.hours(0), removalPolicy } = props;
    this.resource = new ChimeResource(this, 'Resource', {
      type: 'Custom::ByonStreaming',
      properties: {
        VoiceConnectorId: voiceConnector.ref.voiceConnectorId,
        DataRetentionInHours: dataRetention.toHours(),
        NotificationTargets: props.notificationTargets ?? [StreamingTarget.EVENT_BRIDGE],
      },
      actions: [
        'DeleteVoiceConnectorStreamingConfiguration',
        'GetVoiceConnectorStreamingConfiguration',
        'PutVoiceConnectorStreamingConfiguration',
      ],
      statements: [mayMakeServiceLinkedRole(this)],
      removalPolicy,
    });
  }
}

/** Every fault of the properties. */
export function faultsOfStreaming({ dataRetention, notificationTargets }: StreamingOptions): Finding[] {
  const hours = dataRetention?.isUnresolved() ? undefined : dataRetention?.toHours({ integral: false });
  return [
    ...under(['dataRetention'], shapeFindings(streamingHours.optional(), hours)),
    ...under(
      ['notificationTargets'],
      shapeFindings(z.array(z.string()).min(1).max(3).optional(), notificationTargets),
    ),
  ];
}
