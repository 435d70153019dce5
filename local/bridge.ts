import { randomBytes } from 'node:crypto';
import { makeCallKey } from '../lambda/adapters/call-key';
import { KeyedCallProof } from '../lambda/adapters/call-proof';
import { dialRecord, type DialOrder, type DialRecord, type DialStore } from '../lambda/core/calls/dial';
import { headersFor, type Introduction } from '../lambda/core/calls/introduction';
import type { CallProof } from '../lambda/core/calls/trust';
import type { Clock } from '../lambda/core/ports';

const KEY_LIVES_MS = 120_000;

/** What a carrier and the bridge do to a call before the Voice Connector has it. */
export class LocalBridge {
  /** Tells the bridge's own calls from others. */
  readonly proof: CallProof;
  private readonly secret = newSecret();

  constructor(
    private readonly clock: Clock,
    private readonly dials: DialStore,
  ) {
    this.proof = new KeyedCallProof({ secret: () => Promise.resolve(this.secret), clock });
  }

  /** @returns the headers of a call that has come in at the carrier. */
  introduce(call: Omit<Introduction, 'key'>): Record<string, string> {
    return this.headers(call, this.secret);
  }

  /** @returns the same with a key that somebody else has made. */
  forge(call: Omit<Introduction, 'key'>): Record<string, string> {
    return this.headers(call, newSecret());
  }

  /**
   * @param answeredBy what the carrier makes of whoever has answered; left out: it does not tell.
   * @returns the headers of a call that we have made, which the callee has answered.
   */
  async dial(
    order: Omit<DialOrder, 'reference'>,
    answeredBy?: DialRecord['answeredBy'],
  ): Promise<Record<string, string>> {
    const reference = randomBytes(16).toString('hex');
    const now = this.clock.now();
    await this.dials.open(
      dialRecord.parse({ ...order, reference, askedAt: now, state: 'placed', call: newCallId(), answeredBy }),
    );
    const { number, callee: caller } = order;
    return this.introduce({ number, caller, call: reference, reference });
  }

  private headers(call: Omit<Introduction, 'key'>, secret: string): Record<string, string> {
    const key = makeCallKey(call, this.clock.now() + KEY_LIVES_MS, secret);
    return Object.fromEntries(headersFor({ ...call, key }));
  }
}

export function newCallId(): string {
  return `CA${randomBytes(16).toString('hex')}`;
}

function newSecret(): string {
  return randomBytes(32).toString('hex');
}
