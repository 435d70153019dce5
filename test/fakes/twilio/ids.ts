import { createHash } from 'node:crypto';

/** Sids in Twilio's shape, the same in every run. */
export class Ids {
  private issued = 0;

  sid(prefix: string): string {
    return `${prefix}${createHash('md5').update(`twilio-${this.issued++}`).digest('hex')}`;
  }
}
