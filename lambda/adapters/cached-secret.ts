import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type * as z from 'zod';
import type { Clock } from '../core/ports';

const KEPT_MS = 5 * 60_000;

/** Forged signatures must not make every request read the secret. */
const RENEWED_AT_MOST_EVERY_MS = 10_000;

/** One secret of Secrets Manager, read at run time and kept for five minutes. */
export class CachedSecret<T> {
  private known?: { value: Promise<T>; readAt: number };

  constructor(
    private readonly options: {
      client: SecretsManagerClient;
      arn: string;
      /** What the secret has to hold; its errors must not quote the value. */
      schema: z.ZodType<T>;
      clock: Clock;
    },
  ) {}

  /** @param renew true: read it anew, because what was known did not fit. */
  async value(renew = false): Promise<T> {
    const { clock } = this.options;
    const keptMs = renew ? RENEWED_AT_MOST_EVERY_MS : KEPT_MS;
    if (this.known && clock.now() - this.known.readAt < keptMs) return this.known.value;
    const known = { value: this.read(), readAt: clock.now() };
    this.known = known;
    known.value.catch(() => {
      if (this.known === known) delete this.known;
    });
    return known.value;
  }

  private async read(): Promise<T> {
    const { client, arn, schema } = this.options;
    const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    const parsed = schema.safeParse(SecretString.trim());
    if (parsed.success) return parsed.data;
    throw new Error(`the secret ${arn} does not hold what it should; fill it anew`);
  }
}
