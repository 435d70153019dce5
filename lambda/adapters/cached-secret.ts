import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import type * as z from 'zod';
import type { Clock } from '../core/ports';

const KEPT_MS = 5 * 60_000;

/** Forged signatures must not make every request read the secret. */
const RENEWED_AT_MOST_EVERY_MS = 10_000;

interface Reading<T> {
  value: Promise<T>;
  readAt: number;
}

/** One secret of Secrets Manager, read at run time and kept for five minutes. */
export class CachedSecret<T> {
  private known?: Reading<T>;
  /** May still be under way, or have failed. */
  private latest?: Reading<T>;

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
    const now = this.options.clock.now();
    const kept = renew ? this.latest : this.known;
    if (kept && now - kept.readAt < (renew ? RENEWED_AT_MOST_EVERY_MS : KEPT_MS)) return kept.value;
    const reading = { value: this.read(), readAt: now };
    this.latest = reading;
    // What is known stays in use until there is something better: the doubt may be a forger's.
    if (!renew || !this.known) this.known = reading;
    reading.value.then(
      () => {
        if (this.latest === reading) this.known = reading;
      },
      () => {
        if (this.known === reading) delete this.known;
      },
    );
    return reading.value;
  }

  private async read(): Promise<T> {
    const { client, arn, schema } = this.options;
    const { SecretString = '' } = await client.send(new GetSecretValueCommand({ SecretId: arn }));
    const parsed = schema.safeParse(SecretString.trim());
    if (parsed.success) return parsed.data;
    throw new Error(`the secret ${arn} does not hold what it should; fill it anew`);
  }
}
