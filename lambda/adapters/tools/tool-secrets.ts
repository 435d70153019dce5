import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import type { Clock } from '../../core/ports';
import { CachedSecret } from '../cached-secret';

/** The secrets of tools, each by its name or ARN as the tool gives it. */
export interface ToolSecrets {
  /** The key that requests to a web service are signed with. */
  key(secret: string): Promise<string>;
  /**
   * The bearer token of an MCP server.
   *
   * @param renew true: read it anew, because the server has refused the one that was known.
   */
  token(secret: string, renew?: boolean): Promise<string>;
}

/** What a request may be signed with. */
export const signingKey = z.string().min(32);
/** What fits into a header. */
export const bearerToken = z.string().regex(/^[\x21-\x7e]+$/);

/** Secrets in Secrets Manager: each holds the bare key or token. */
export class SecretsManagerToolSecrets implements ToolSecrets {
  private readonly known = new Map<string, CachedSecret<string>>();

  constructor(private readonly options: { client: SecretsManagerClient; clock: Clock }) {}

  key(secret: string): Promise<string> {
    return this.secret(secret, signingKey).value();
  }

  token(secret: string, renew = false): Promise<string> {
    return this.secret(secret, bearerToken).value(renew);
  }

  private secret(arn: string, schema: z.ZodType<string>): CachedSecret<string> {
    const kind = schema === signingKey ? 'key' : 'token';
    const known = this.known.get(`${kind} ${arn}`) ?? new CachedSecret({ ...this.options, arn, schema });
    this.known.set(`${kind} ${arn}`, known);
    return known;
  }
}
