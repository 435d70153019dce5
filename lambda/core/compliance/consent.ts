import * as z from 'zod';
import { calleeHash } from './callee-hash';
import { outboundPurpose } from './purpose';

/** `CONSENT#<hash> / CONSENT#<id>`: somebody agreed to be called. */
export const consentRecord = z
  .strictObject({
    id: z
      .string()
      .regex(/^[A-Za-z0-9._:-]{1,100}$/, 'must be 1 to 100 letters, digits or . _ : -')
      .describe('Your own id of the proof. The same id is the same consent.'),
    callee: calleeHash,
    kind: z
      .enum(['explicit', 'inferred'])
      .describe('explicit: they said so. inferred: it follows from what they have with the company.'),
    purposes: z.array(outboundPurpose).min(1).describe('What they may be called for.'),
    channel: z
      .enum(['voice', 'sms', 'email', 'whatsapp'])
      .describe('What they agreed to. Only voice counts.'),
    capturedAt: z.int().describe('Milliseconds since the epoch.'),
    proof: z.string().min(1).max(500).describe('Where the proof lies, as in: web form of 3 May, entry 4711.'),
    dial: z.string().optional().describe('The reference of the one dial that it is for. Left out: any.'),
    revokedAt: z.int().optional().describe('Milliseconds since the epoch.'),
  })
  .describe('A consent to be called.');
export type ConsentRecord = z.infer<typeof consentRecord>;

/** Single-item conditional writes only. */
export interface ConsentStore {
  /**
   * Notes a consent. One of the same id is replaced, but a revocation stays.
   *
   * @returns false, with nothing written, when the consent of this id was revoked.
   */
  save(record: ConsentRecord): Promise<boolean>;
  /** @returns false when there is no such consent. The first revocation counts. */
  revoke(consent: Pick<ConsentRecord, 'callee' | 'id'>, at: number): Promise<boolean>;
  /** All consents of a callee, revoked ones too. */
  list(callee: string): Promise<ConsentRecord[]>;
}
