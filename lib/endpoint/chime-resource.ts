import { CustomResource, Duration, Validations, type RemovalPolicy } from 'aws-cdk-lib';
import { Policy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type * as z from 'zod';
import type { ChimeResourceType, RESOURCES } from '../../lambda/provision-chime/properties';
import { ChimeProvisioner } from './chime-provisioner';

export interface ChimeResourceProps<T extends ChimeResourceType> {
  readonly type: T;
  readonly properties: z.input<(typeof RESOURCES)[T]>;
  /** Calls of Amazon Chime that this resource takes in its life, without `chime:`. */
  readonly actions: readonly string[];
  /** What it takes besides. */
  readonly statements?: PolicyStatement[];
  readonly removalPolicy?: RemovalPolicy;
}

/** One resource of Amazon Chime, for which CloudFormation has no type of its own in every Chime region. */
export class ChimeResource<T extends ChimeResourceType> extends CustomResource {
  /**
   * What the provisioner may do for this resource. It is a policy of its own, because CloudFormation removes
   * resources last in an update: permissions that had left a shared policy by then would be missed.
   */
  readonly policy: Policy;

  constructor(scope: Construct, id: string, props: ChimeResourceProps<T>) {
    const provisioner = ChimeProvisioner.of(scope);
    super(scope, id, {
      serviceToken: provisioner.function.functionArn,
      serviceTimeout: Duration.minutes(10),
      resourceType: props.type,
      properties: props.properties,
      removalPolicy: props.removalPolicy,
    });
    this.policy = new Policy(this, 'Policy', {
      roles: [provisioner.role],
      statements: [
        // AWS's Service Authorization Reference names no resource type for these calls.
        new PolicyStatement({ actions: props.actions.map((call) => `chime:${call}`), resources: ['*'] }),
        ...(props.statements ?? []),
      ],
    });
    Validations.of(this.policy).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'AWS authorises these calls for all resources or none: they know no resource types.',
    });
    for (const prerequisite of [this.policy, provisioner.role]) {
      this.node.defaultChild!.node.addDependency(prerequisite);
    }
  }
}
