import { createHash } from 'node:crypto';

/** Sids in Twilio's shape, the same in every run, and others in every account. */
export class Ids {
  private issued = 0;

  constructor(private readonly account: string) {}

  sid(prefix: string): string {
    return `${prefix}${createHash('md5').update(`${this.account}-${this.issued++}`).digest('hex')}`;
  }
}
