import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import type { Clock } from '../../core/ports';
import { CachedSecret } from '../cached-secret';

/** The keys that requests to tools are signed with. */
export interface ToolSecrets {
  /** @param secret name or ARN, as the tool gives it. */
  key(secret: string): Promise<string>;
}

const signingKey = z.string().min(32);

/** Signing keys in Secrets Manager: each secret holds the bare key. */
export class SecretsManagerToolSecrets implements ToolSecrets {
  private readonly known = new Map<string, CachedSecret<string>>();

  constructor(private readonly options: { client: SecretsManagerClient; clock: Clock }) {}

  key(secret: string): Promise<string> {
    const known =
      this.known.get(secret) ?? new CachedSecret({ ...this.options, arn: secret, schema: signingKey });
    this.known.set(secret, known);
    return known.value();
  }
}
