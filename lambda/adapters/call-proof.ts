import * as z from 'zod';
import type { Introduction } from '../core/calls/introduction';
import type { CallProof, Proof } from '../core/calls/trust';
import type { Clock } from '../core/ports';
import { verifyCallKey, verifyTrunkKey } from './call-key';

/** Random text, made by Secrets Manager: what keys are made with. */
export const callKeySecret = z.string().min(32);

/** Nothing that was made with our secret looks different, so nothing else is worth reading the secret. */
const SHAPE = /^(?:[0-9a-f]{64}|[0-9a-f]{72})$/;

/** Proof by an HMAC with a secret that the stack's functions share. */
export class KeyedCallProof implements CallProof {
  constructor(
    private readonly options: {
      /** `renew` reads it anew, as after its rotation, and has a limit of its own. */
      secret: (renew: boolean) => Promise<string>;
      clock: Clock;
    },
  ) {}

  async prove(said: Partial<Introduction>, carrier: string | undefined): Promise<Proof | undefined> {
    if (said.key === undefined || !SHAPE.test(said.key)) return undefined;
    const { secret } = this.options;
    const known = await secret(false);
    const proof = this.proofBy(known, said, carrier);
    if (proof) return proof;
    const renewed = await secret(true);
    return renewed === known ? undefined : this.proofBy(renewed, said, carrier);
  }

  private proofBy(
    secret: string,
    { key, number, caller, call }: Partial<Introduction>,
    carrier: string | undefined,
  ): Proof | undefined {
    if (number !== undefined && caller !== undefined && call !== undefined) {
      if (verifyCallKey(key, { number, caller, call }, this.options.clock.now(), secret)) return 'call';
    }
    return carrier !== undefined && verifyTrunkKey(key, carrier, secret) ? 'trunk' : undefined;
  }
}
