import {
  Policy,
  type AddToPrincipalPolicyResult,
  type IPrincipal,
  type PolicyStatement,
  type Role,
} from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/**
 * A policy that one of a role's tasks brings along and takes away again. Grants to it are grants to the role, also
 * where a key's own policy has to name who uses it: CDK's `Policy` refuses these.
 */
export class PolicyOfRole extends Policy {
  override readonly grantPrincipal: IPrincipal;

  constructor(scope: Construct, id: string, role: Role, statements: PolicyStatement[]) {
    super(scope, id, { roles: [role], statements });
    this.grantPrincipal = new TaskOfRole(this, role);
  }
}

class TaskOfRole implements IPrincipal {
  readonly grantPrincipal = this;
  readonly assumeRoleAction;
  readonly policyFragment;
  readonly principalAccount;

  constructor(
    private readonly policy: Policy,
    { assumeRoleAction, policyFragment, principalAccount }: Role,
  ) {
    this.assumeRoleAction = assumeRoleAction;
    this.policyFragment = policyFragment;
    this.principalAccount = principalAccount;
  }

  addToPrincipalPolicy(statement: PolicyStatement): AddToPrincipalPolicyResult {
    this.policy.addStatements(statement);
    return { statementAdded: true, policyDependable: this.policy };
  }
}
