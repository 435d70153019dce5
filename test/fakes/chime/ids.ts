import { createHash } from 'node:crypto';

/** Ids and times in Amazon's shapes, the same in every run. */
export class Ids {
  private issued = 0;
  private seconds = 0;

  /** 22 characters of [0-9a-z], as the first label of every host name of a connector seen in AWS's samples. */
  connector(): string {
    return BigInt(`0x${this.digest()}`).toString(36).slice(0, 22);
  }

  uuid(): string {
    const [, a, b, c, d, e] = /^(.{8})(.{4}).(.{3}).(.{3})(.{12})/.exec(this.digest()) ?? [];
    return `${a}-${b}-4${c}-8${d}-${e}`;
  }

  /** A second later at each call. */
  now(): Date {
    return new Date(Date.UTC(2026, 10, 23) + 1000 * this.seconds++);
  }

  private digest(): string {
    return createHash('sha256').update(`chime-${this.issued++}`).digest('hex');
  }
}
