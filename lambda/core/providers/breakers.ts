import type { Clock, Log } from '../ports';
import {
  afterFailure,
  afterSuccess,
  HEALTHY,
  onTrial,
  standingOf,
  withoutTrial,
  type Breaker,
  type Failure,
} from './breaker';
import type { BreakerStore, StoredBreaker } from './breaker-store';

/** How long a view of the stored breakers is taken for true. */
export const FRESH_MS = 5000;

/** Others who change the same breaker at the same time; after so many, what there is to tell is told. */
const CHANGES = 5;

/** Leave to ask a provider. `trialUntil` is set where it is the trial of a half-open breaker. */
export interface Leave {
  name: string;
  trialUntil?: number;
}

/**
 * The breakers as one process sees them. Nobody waits for a read as long as providers are healthy: a view that
 * has grown old is used once more while it is renewed, and what is not known yet counts as healthy. A store
 * that fails is the same as one that knows nothing, for a call goes on without it.
 */
export class Breakers {
  private readonly views = new Map<string, { stored: StoredBreaker; readAt: number }>();
  private readonly renewing = new Set<string>();
  private readonly telling = new Set<Promise<void>>();

  constructor(private readonly deps: { store: BreakerStore; clock: Clock; log: Log }) {}

  /** Renews what is known of these if it has grown old, without anybody waiting for it. */
  lookAt(names: readonly string[]): void {
    const old = names.filter((name) => !this.renewing.has(name) && !this.isFresh(name));
    if (old.length === 0) return;
    for (const name of old) this.renewing.add(name);
    const renewed = this.renew(old).finally(() => old.forEach((name) => this.renewing.delete(name)));
    renewed.catch((error: unknown) =>
      this.unstored('the breakers of the providers could not be read', error),
    );
  }

  /**
   * Asks for leave to ask a provider. Who gets it tells what came of it.
   *
   * @param trialMs time in which a result is sure to be told.
   * @returns undefined when it is open, or on trial by another.
   */
  async leaveFor(name: string, trialMs: number): Promise<Leave | undefined> {
    const standing = standingOf(this.view(name).breaker, this.deps.clock.now());
    if (standing === 'closed') return { name };
    if (standing === 'open') return undefined;
    try {
      return (await this.claimTrial(name, trialMs)) ?? (await this.leaveByNow(name, trialMs));
    } catch (error) {
      this.unstored('a provider could not be put on trial', error);
      return undefined;
    }
  }

  succeeded({ name }: Leave, startedAt: number): void {
    this.tell(name, (breaker) => afterSuccess(breaker, { startedAt }));
  }

  failed({ name }: Leave, failure: Failure): void {
    this.tell(name, (breaker) => afterFailure(breaker, failure));
  }

  /** It came to no result that tells of the provider. */
  cameToNothing({ name, trialUntil }: Leave): void {
    if (trialUntil !== undefined) this.tell(name, (breaker) => withoutTrial(breaker, trialUntil));
  }

  /** Resolves when all that was told so far is stored. Never rejects. */
  async told(): Promise<void> {
    await Promise.all(this.telling);
  }

  private async claimTrial(name: string, trialMs: number): Promise<Leave | undefined> {
    const trialUntil = this.deps.clock.now() + trialMs;
    const claimed = await this.replace(name, (breaker) => onTrial(breaker, trialUntil));
    return claimed ? { name, trialUntil } : undefined;
  }

  /** What was known turned out to be old. */
  private async leaveByNow(name: string, trialMs: number): Promise<Leave | undefined> {
    await this.renew([name]);
    const standing = standingOf(this.view(name).breaker, this.deps.clock.now());
    if (standing === 'half-open') return this.claimTrial(name, trialMs);
    return standing === 'closed' ? { name } : undefined;
  }

  private tell(name: string, next: (breaker: Breaker) => Breaker): void {
    const telling = this.change(name, next)
      .catch((error: unknown) => this.unstored('what a provider did could not be noted', error))
      .finally(() => this.telling.delete(telling));
    this.telling.add(telling);
  }

  private async change(name: string, next: (breaker: Breaker) => Breaker): Promise<void> {
    for (let change = 1; change <= CHANGES; change++) {
      if (await this.replace(name, next)) return;
      await this.renew([name]);
    }
  }

  /** @returns false when the stored breaker is another than the one that is known. */
  private async replace(name: string, next: (breaker: Breaker) => Breaker): Promise<boolean> {
    const before = this.view(name);
    const breaker = next(before.breaker);
    if (breaker === before.breaker) return true;
    if (!(await this.deps.store.replace(name, before.version, breaker))) return false;
    this.see(name, { breaker, version: before.version + 1 });
    this.logChange(name, before.breaker, breaker);
    return true;
  }

  private async renew(names: readonly string[]): Promise<void> {
    const stored = await this.deps.store.read(names);
    for (const name of names) this.see(name, stored.get(name) ?? { breaker: HEALTHY, version: 0 });
  }

  private see(name: string, stored: StoredBreaker): void {
    this.views.set(name, { stored, readAt: this.deps.clock.now() });
  }

  private view(name: string): StoredBreaker {
    return this.views.get(name)?.stored ?? { breaker: HEALTHY, version: 0 };
  }

  private isFresh(name: string): boolean {
    const view = this.views.get(name);
    return view !== undefined && this.deps.clock.now() - view.readAt < FRESH_MS;
  }

  private logChange(provider: string, before: Breaker, after: Breaker): void {
    const { log, clock } = this.deps;
    if (after.state === 'closed') {
      if (before.state === 'open') log.info('a provider is taken in again', { provider });
    } else if (before.state === 'closed' || before.openedAt !== after.openedAt) {
      log.warn('a provider is left out', { provider, forMs: after.until - clock.now() });
    }
  }

  private unstored(message: string, error: unknown): void {
    this.deps.log.error(message, { error });
  }
}
