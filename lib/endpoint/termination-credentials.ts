import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { secretNamed } from '../private/secret-named';

export interface TerminationCredentialsOptions {
  /**
   * Means nothing by itself: another value brings the secret's present content to the connector with the
   * next deployment.
   *
   * @default - what the secret held at the first deployment stays in use
   */
  readonly revision?: string;
}

/**
 * What carriers must sign in with, beside calling from an allowed address: a secret that holds
 * `{"username": "…", "password": "…"}` or a list of these. It never enters a template.
 */
export class TerminationCredentials {
  static fromSecret(secret: ISecret, options: TerminationCredentialsOptions = {}): TerminationCredentials {
    return new TerminationCredentials(() => secret, options.revision);
  }

  /** @param nameOrArn of a secret in the account and region of the stack. */
  static fromSecretNamed(
    nameOrArn: string,
    options: TerminationCredentialsOptions = {},
  ): TerminationCredentials {
    return new TerminationCredentials((scope, id) => secretNamed(scope, id, nameOrArn), options.revision);
  }

  private constructor(
    readonly bind: (scope: Construct, id: string) => ISecret,
    readonly revision: string | undefined,
  ) {}
}
