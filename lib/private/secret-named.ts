import { Token } from 'aws-cdk-lib';
import { Secret, type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

/** An existing secret by its name or ARN, in the account and region of the stack. */
export function secretNamed(scope: Construct, id: string, nameOrArn: string): ISecret {
  if (!Token.isUnresolved(nameOrArn) && !nameOrArn.startsWith('arn:')) {
    return Secret.fromSecretNameV2(scope, id, nameOrArn);
  }
  // Secrets Manager ends every full ARN with a hyphen and six characters of its own.
  const complete = Token.isUnresolved(nameOrArn) || /-[A-Za-z0-9]{6}$/.test(nameOrArn);
  return complete
    ? Secret.fromSecretCompleteArn(scope, id, nameOrArn)
    : Secret.fromSecretPartialArn(scope, id, nameOrArn);
}
