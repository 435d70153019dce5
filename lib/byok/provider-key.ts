import { Token } from 'aws-cdk-lib';
import { Secret, type ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';

/** Where a provider's key lies. The key itself never enters a stack. */
export class ProviderKey {
  static fromSecret(secret: ISecret): ProviderKey {
    return new ProviderKey(() => secret);
  }

  /** @param nameOrArn of a secret in the account and region of the stack. */
  static fromSecretNamed(nameOrArn: string): ProviderKey {
    return new ProviderKey((scope, id) => secretNamed(scope, id, nameOrArn));
  }

  /** For a server that wants no key. */
  static none(): ProviderKey {
    return new ProviderKey(() => undefined);
  }

  private constructor(readonly bind: (scope: Construct, id: string) => ISecret | undefined) {}
}

function secretNamed(scope: Construct, id: string, nameOrArn: string): ISecret {
  if (!Token.isUnresolved(nameOrArn) && !nameOrArn.startsWith('arn:')) {
    return Secret.fromSecretNameV2(scope, id, nameOrArn);
  }
  // Secrets Manager ends every full ARN with a hyphen and six characters of its own.
  const complete = Token.isUnresolved(nameOrArn) || /-[A-Za-z0-9]{6}$/.test(nameOrArn);
  return complete
    ? Secret.fromSecretCompleteArn(scope, id, nameOrArn)
    : Secret.fromSecretPartialArn(scope, id, nameOrArn);
}
