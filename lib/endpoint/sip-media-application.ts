import {
  Arn,
  ArnFormat,
  Resource,
  Stack,
  TagManager,
  TagType,
  Token,
  type IResource,
  type ITaggableV2,
  type RemovalPolicy,
} from 'aws-cdk-lib';
import { Grant, PolicyStatement, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { CfnPermission, type IAlias, type IVersion } from 'aws-cdk-lib/aws-lambda';
import type { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { resourceName } from '../../lambda/core/endpoint/settings';
import type { Finding } from '../../lambda/core/checks/finding';
import { ChimeResource } from './chime-resource';
import { defaultName } from './default-name';
import { demandNone, shapeOf } from './input-check';
import { faultsOfRegion, warnOfOpenRegion } from './region';
import { CHIME_SERVICE, mayMakeServiceLinkedRole } from './service-linked-role';
import { SipMediaApplicationLogs } from './sip-media-application-logs';
import { tagsOf } from './tags';

/** What other constructs need to point to a SIP media application. */
export interface SipMediaApplicationRef {
  readonly sipMediaApplicationId: string;
  readonly sipMediaApplicationArn: string;
}

/** What hands the events of a call to a function and does what it answers. */
export interface ISipMediaApplication extends IResource {
  readonly ref: SipMediaApplicationRef;
  /** The region that it is in. */
  readonly region: string;
  /** Lets somebody change a running call (`UpdateSipMediaApplicationCall`). */
  grantUpdateCall(grantee: IGrantable): Grant;
}

export interface SipMediaApplicationProps {
  /** What answers the events of a call. An alias keeps running calls on the version that they began with. */
  readonly handler: IAlias | IVersion;
  /**
   * 1 to 240 letters, digits, spaces, underscores, dots or hyphens.
   *
   * @default - made from the names of stack and construct
   */
  readonly sipMediaApplicationName?: string;
  /**
   * Logs every SIP message. They hold phone numbers.
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
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;
}

export interface SipMediaApplicationAttributes {
  readonly sipMediaApplicationId: string;
  /**
   * @default - the region of the stack
   */
  readonly region?: string;
}

abstract class SipMediaApplicationBase extends Resource implements ISipMediaApplication {
  abstract readonly ref: SipMediaApplicationRef;

  get region(): string {
    return this.env.region;
  }

  grantUpdateCall(grantee: IGrantable): Grant {
    return Grant.addToPrincipal({
      grantee,
      actions: ['chime:UpdateSipMediaApplicationCall'],
      resourceArns: [this.ref.sipMediaApplicationArn],
    });
  }
}

/**
 * Hands the events of a call to a function and does what it answers. AWS opens these to no new customers since
 * 2026-10-29; accounts that had one keep them.
 */
export class SipMediaApplication extends SipMediaApplicationBase implements ITaggableV2 {
  /** An existing application, in this region or another. */
  static fromSipMediaApplicationAttributes(
    scope: Construct,
    id: string,
    attributes: SipMediaApplicationAttributes,
  ): ISipMediaApplication {
    class Imported extends SipMediaApplicationBase {
      readonly ref = {
        sipMediaApplicationId: attributes.sipMediaApplicationId,
        sipMediaApplicationArn: this.stack.formatArn({
          service: 'chime',
          region: this.env.region,
          resource: 'sma',
          resourceName: attributes.sipMediaApplicationId,
        }),
      };
    }
    return new Imported(scope, id, { region: attributes.region });
  }

  readonly ref: SipMediaApplicationRef;
  readonly cdkTagManager = new TagManager(TagType.STANDARD, 'Custom::ByonSipMediaApplication');
  readonly resource: ChimeResource<'Custom::ByonSipMediaApplication'>;
  /** Lets this application, and no other, call the function. */
  readonly permission: CfnPermission;
  /** Where messages are logged. */
  readonly logs?: SipMediaApplicationLogs;

  /** @throws InvalidInputError with every fault of the properties. */
  constructor(scope: Construct, id: string, props: SipMediaApplicationProps) {
    super(scope, id);
    demandNone(`SIP media application ${this.node.path}`, faultsOfSipMediaApplication(this, props));
    warnOfOpenRegion(this);
    const { handler, messageLogs, logRetention, removalPolicy } = props;
    this.resource = new ChimeResource(this, 'Resource', {
      type: 'Custom::ByonSipMediaApplication',
      properties: {
        Name: props.sipMediaApplicationName ?? defaultName(this),
        LambdaArn: handler.functionArn,
        Tags: tagsOf(this.cdkTagManager),
      },
      actions: [
        'CreateSipMediaApplication',
        'DeleteSipMediaApplication',
        'GetSipMediaApplication',
        'ListSipMediaApplications',
        'ListTagsForResource',
        'TagResource',
        'UntagResource',
        'UpdateSipMediaApplication',
      ],
      statements: [
        // Amazon Chime gives itself access to the function with the permissions of whoever makes the application.
        new PolicyStatement({
          actions: ['lambda:AddPermission', 'lambda:GetPolicy'],
          resources: [functionOf(handler).functionArn, handler.functionArn],
        }),
        mayMakeServiceLinkedRole(this),
      ],
      removalPolicy,
    });
    this.ref = {
      sipMediaApplicationId: this.resource.getAttString('SipMediaApplicationId'),
      sipMediaApplicationArn: this.resource.getAttString('SipMediaApplicationArn'),
    };
    this.permission = new CfnPermission(this, 'Permission', {
      functionName: handler.functionArn,
      action: 'lambda:InvokeFunction',
      principal: CHIME_SERVICE,
      sourceAccount: this.stack.account,
      sourceArn: this.ref.sipMediaApplicationArn,
    });
    if (messageLogs) {
      const common = { logRetention, removalPolicy };
      this.logs = new SipMediaApplicationLogs(this, 'Logs', { sipMediaApplication: this, ...common });
    }
  }
}

/** Every fault of the properties, as far as they are known at synth. */
export function faultsOfSipMediaApplication(scope: Construct, props: SipMediaApplicationProps): Finding[] {
  const { handler, logRetention, messageLogs } = props;
  const own = Stack.of(scope).region;
  const region = regionOf(handler);
  const elsewhere = !Token.isUnresolved(own) && !Token.isUnresolved(region) && own !== region;
  const silent = logRetention !== undefined && !messageLogs;
  return [
    ...faultsOfRegion(scope),
    ...shapeOf(['sipMediaApplicationName'], resourceName, props.sipMediaApplicationName),
    ...(elsewhere
      ? [{ path: ['handler'], message: `is in ${region}; it must be in ${own} like the stack` }]
      : []),
    ...(silent ? [{ path: ['logRetention'], message: 'is for logs, and none is on; set messageLogs' }] : []),
  ];
}

/** An alias from elsewhere tells its region in its ARN only. */
function regionOf({ functionArn, env }: IAlias | IVersion): string {
  if (Token.isUnresolved(functionArn)) return env.region;
  return Arn.split(functionArn, ArnFormat.COLON_RESOURCE_NAME).region ?? env.region;
}

function functionOf(handler: IAlias | IVersion) {
  return 'aliasName' in handler ? handler.version.lambda : handler.lambda;
}
