import { CustomResource, Duration } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement, type Policy } from 'aws-cdk-lib/aws-iam';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type * as z from 'zod';
import type { CarrierResourceType, RESOURCES } from '../../lambda/provision-carrier/properties';
import { grantKeys } from '../private/grant-keys';
import { PolicyOfRole } from '../private/policy-of-role';
import { CarrierProvisioner } from './carrier-provisioner';

export interface CarrierResourceProps<T extends CarrierResourceType> {
  readonly type: T;
  readonly properties: z.input<(typeof RESOURCES)[T]>;
  /** What it reads in its life. */
  readonly secrets: readonly ISecret[];
  /** Where it keeps notes. */
  readonly notes?: ITableV2;
  /** What it may do besides. */
  readonly statements?: PolicyStatement[];
}

/** One thing of the stack at a carrier. */
export class CarrierResource<T extends CarrierResourceType> extends CustomResource {
  /**
   * What the provisioner may do for this resource. It is a policy of its own, because CloudFormation removes
   * resources last in an update: permissions that had left a shared policy by then would be missed, and numbers
   * would not be given back.
   */
  readonly policy: Policy;

  constructor(scope: Construct, id: string, props: CarrierResourceProps<T>) {
    const { notes, statements = [] } = props;
    const { function: provisioner, role } = CarrierProvisioner.of(scope);
    super(scope, id, {
      serviceToken: provisioner.functionArn,
      serviceTimeout: Duration.minutes(15),
      resourceType: props.type,
      properties: props.properties,
    });
    const policy = new PolicyOfRole(this, 'Policy', role, [
      ...(notes ? [noteStatement(notes)] : []),
      ...statements,
    ]);
    for (const secret of props.secrets) {
      secret.grantRead(policy);
      // What CDK writes into the key's own policy leaves with the carrier, before its numbers are given back.
      secret.encryptionKey?.grantDecrypt(policy);
    }
    grantKeys(policy, [notes?.encryptionKey]);
    this.policy = policy;
    this.waitFor(policy, role);
  }

  /** Makes this resource wait, and what it waits for stay until it is gone; its policy needs not wait. */
  waitFor(...prerequisites: Construct[]): void {
    this.node.defaultChild!.node.addDependency(...prerequisites);
  }
}

/** Notes of what was before, and nothing else of the table. */
function noteStatement({ tableArn }: ITableV2): PolicyStatement {
  return new PolicyStatement({
    actions: ['dynamodb:DeleteItem', 'dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'],
    resources: [tableArn],
    conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['CARRIER#*'] } },
  });
}
