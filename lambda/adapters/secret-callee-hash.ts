import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { createHmac } from 'node:crypto';
import * as z from 'zod';
import type { CalleeHash } from '../core/compliance/callee-hash';
import { ByonError, InvalidInputError } from '../core/errors';
import { e164 } from '../core/numbers/e164';
import type { Clock } from '../core/ports';
import { CachedSecret } from './cached-secret';

/** Random text, made by Secrets Manager: what callees are hashed with. */
export const calleeHashSecret = z.string().min(32);

/**
 * Hashes by HMAC-SHA-256 with a secret of the stack. The secret must never change: under another one nobody has
 * opted out or agreed to anything.
 */
export class SecretCalleeHash implements CalleeHash {
  constructor(private readonly options: { secret: () => Promise<string> }) {}

  /** @param arn left out where the stack keeps nothing of callees: then no number is hashed. */
  static of({
    arn,
    ...rest
  }: {
    client: SecretsManagerClient;
    arn: string | undefined;
    clock: Clock;
  }): CalleeHash {
    if (arn !== undefined) {
      const kept = new CachedSecret({ ...rest, arn, schema: calleeHashSecret });
      return new SecretCalleeHash({ secret: () => kept.value() });
    }
    const message = 'the stack has no key of callees; deploy it with an agent that has the tool opt-out';
    return { of: () => Promise.reject(new ByonError(message)) };
  }

  async of(number: string): Promise<string> {
    const { success, data } = e164.safeParse(number);
    if (!success) {
      const message = 'must be E.164: a plus sign, country code and number';
      throw new InvalidInputError('callee', [{ path: '', message }]);
    }
    const secret = await this.options.secret();
    if (secret === '') throw new Error('with an empty secret everybody could find the number of a hash');
    // JSON keeps it apart from whatever else is ever made with the secret.
    return createHmac('sha256', secret)
      .update(JSON.stringify(['callee', data]))
      .digest('hex');
  }
}
