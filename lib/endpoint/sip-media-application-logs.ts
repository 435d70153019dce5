import type { RemovalPolicy } from 'aws-cdk-lib';
import type { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ChimeResource } from './chime-resource';
import { ChimeLogGroup, LogDelivery, maySetUpDelivery } from './log-delivery';
import type { ISipMediaApplication } from './sip-media-application';

export interface SipMediaApplicationLogsProps {
  readonly sipMediaApplication: ISipMediaApplication;
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

/** Every SIP message of a SIP media application. The log group forgets, and goes with the stack. */
export class SipMediaApplicationLogs extends Construct {
  readonly resource: ChimeResource<'Custom::ByonSipMediaApplicationLogging'>;
  readonly delivery: LogDelivery;
  readonly logGroup: LogGroup;

  constructor(scope: Construct, id: string, props: SipMediaApplicationLogsProps) {
    super(scope, id);
    const { sipMediaApplicationId } = props.sipMediaApplication.ref;
    this.delivery = LogDelivery.of(this);
    this.logGroup = new ChimeLogGroup(this, 'Messages', {
      kind: 'messages',
      of: sipMediaApplicationId,
      retention: props.logRetention,
    });
    this.resource = new ChimeResource(this, 'Resource', {
      type: 'Custom::ByonSipMediaApplicationLogging',
      properties: {
        SipMediaApplicationId: sipMediaApplicationId,
        EnableSipMediaApplicationMessageLogs: true,
      },
      actions: ['GetSipMediaApplicationLoggingConfiguration', 'PutSipMediaApplicationLoggingConfiguration'],
      statements: [maySetUpDelivery()],
      removalPolicy: props.removalPolicy,
    });
    this.resource.node.addDependency(this.delivery, this.logGroup);
  }
}
