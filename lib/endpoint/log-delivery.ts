import { Names, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { LogGroup, ResourcePolicy, RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

const ID = 'ByonChimeLogDelivery';

/** Amazon Chime's own names for its log groups; each ends with the id of what is logged. */
const GROUPS = {
  sip: '/aws/ChimeVoiceConnectorSipMessages/',
  media: '/aws/ChimeVoiceConnectorLogs/',
  messages: '/aws/ChimeSipMediaApplicationSipMessages/',
} as const;

/** Lets AWS deliver Amazon Chime's logs. One for a stack: a region takes ten such policies. */
export class LogDelivery extends ResourcePolicy {
  static of(scope: Construct): LogDelivery {
    const stack = Stack.of(scope);
    const existing = stack.node.tryFindChild(ID) as LogDelivery | undefined;
    return existing ?? new LogDelivery(stack, ID);
  }

  private constructor(stack: Stack, id: string) {
    super(stack, id, {
      resourcePolicyName: `${Names.uniqueResourceName(stack, { maxLength: 200 })}-chime-logs`,
      policyStatements: [
        new PolicyStatement({
          principals: [new ServicePrincipal('delivery.logs.amazonaws.com')],
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: Object.values(GROUPS).map((prefix) =>
            stack.formatArn({ service: 'logs', resource: `log-group:${prefix}*:log-stream:*` }),
          ),
          conditions: { StringEquals: { 'aws:SourceAccount': stack.account } },
        }),
      ],
    });
  }
}

export interface ChimeLogGroupProps {
  readonly kind: keyof typeof GROUPS;
  /** Id of what is logged. */
  readonly of: string;
  /**
   * @default RetentionDays.ONE_MONTH
   */
  readonly retention?: RetentionDays;
}

/** A log group of Amazon Chime. Chime would make it by itself, but one that never forgets. */
export class ChimeLogGroup extends LogGroup {
  constructor(scope: Construct, id: string, props: ChimeLogGroupProps) {
    super(scope, id, {
      logGroupName: `${GROUPS[props.kind]}${props.of}`,
      retention: props.retention ?? RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }
}

/** Amazon Chime sets up the delivery with the permissions of whoever turns the logs on. */
export function maySetUpDelivery(): PolicyStatement {
  return new PolicyStatement({
    actions: [
      'logs:CreateLogDelivery',
      'logs:CreateLogGroup',
      'logs:DeleteLogDelivery',
      'logs:DescribeLogGroups',
      'logs:DescribeResourcePolicies',
      'logs:GetLogDelivery',
      'logs:ListLogDeliveries',
      'logs:PutResourcePolicy',
      'logs:UpdateLogDelivery',
    ],
    // Deliveries have no ARN that is known beforehand.
    resources: ['*'],
  });
}
