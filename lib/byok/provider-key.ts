import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { secretNamed } from '../private/secret-named';

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
