import * as fc from 'fast-check';
import type { Clock } from '../../../../lambda/core/ports';
import type { Breaker } from '../../../../lambda/core/providers/breaker';
import { COOL_DOWN_MS } from '../../../../lambda/core/providers/breaker';
import type { BreakerStore, StoredBreaker } from '../../../../lambda/core/providers/breaker-store';
import { Breakers } from '../../../../lambda/core/providers/breakers';
import { speechToTextOf } from '../../../../lambda/core/providers/speech-to-text';
import { VirtualClock } from '../../../../local/clock';
import { failing } from '../../../builders/asking';
import { InMemoryBreakerStore } from '../../../fakes/breaker-store';
import { RecordingLog } from '../../../fakes/ports';

const NAME = 'stt/sim/a';
const PATIENCE_MS = 4000;
const TRIAL_MS = PATIENCE_MS + 1000;
/** The longest that a request to the store takes here. */
const STORE_MS = 100;

/** A store that is a network away. What it does it does when it is asked, or later, but never both. */
class DistantStore implements BreakerStore {
  constructor(
    private readonly near: BreakerStore,
    private readonly clock: Clock,
    private readonly delay: () => number,
  ) {}

  async read(names: readonly string[]): Promise<Map<string, StoredBreaker>> {
    await this.clock.sleep(this.delay());
    const found = await this.near.read(names);
    await this.clock.sleep(this.delay());
    return found;
  }

  async replace(name: string, version: number, breaker: Breaker): Promise<boolean> {
    await this.clock.sleep(this.delay());
    const done = await this.near.replace(name, version, breaker);
    await this.clock.sleep(this.delay());
    return done;
  }
}

/** When the provider is down: from `at` for `ms`. */
interface Outage {
  at: number;
  ms: number;
}
interface Request {
  process: number;
  at: number;
  takesMs: number;
  end: 'told' | 'stopped' | 'process gone';
}
const anyOutages = fc.array(fc.record({ at: fc.nat(200_000), ms: fc.nat(60_000) }), { maxLength: 4 });
const anyRequests = fc.array(
  fc.record<Request>({
    process: fc.nat(5),
    at: fc.nat(300_000),
    takesMs: fc.nat(PATIENCE_MS),
    end: fc.constantFrom('told', 'told', 'told', 'told', 'stopped', 'process gone'),
  }),
  { minLength: 40, maxLength: 120 },
);
const anyDelays = fc.array(fc.nat(STORE_MS / 2), { minLength: 1, maxLength: 20 });

/** Six processes and what they do to one provider. */
async function live(
  outages: Outage[],
  requests: Request[],
  delays: number[],
  look: (event: 'trial begins' | 'trial ends' | 'left out' | 'closed', at: number) => void,
) {
  const clock = new VirtualClock(0);
  let delayed = 0;
  const store = new DistantStore(new InMemoryBreakerStore(), clock, () => delays[delayed++ % delays.length]!);
  const processes = Array.from({ length: 6 }, () => new Breakers({ store, clock, log: new RecordingLog() }));
  const isDown = (at: number) => outages.some((outage) => at >= outage.at && at < outage.at + outage.ms);

  const ask = async ({ process, at, takesMs, end }: Request) => {
    await clock.sleep(at);
    const breakers = processes[process]!;
    breakers.lookAt([NAME]);
    const leave = await breakers.leaveFor(NAME, TRIAL_MS);
    const startedAt = clock.now();
    if (!leave) return look('left out', startedAt);
    const onTrial = leave.trialUntil !== undefined;
    look(onTrial ? 'trial begins' : 'closed', startedAt);
    const down = isDown(startedAt);
    await clock.sleep(takesMs);
    // A process that is gone may have been at it until its trial was over.
    if (end === 'process gone' && onTrial) await clock.sleep(leave.trialUntil! - 1 - clock.now());
    if (onTrial) look('trial ends', clock.now());
    if (end === 'process gone') return;
    if (end === 'stopped') breakers.cameToNothing(leave);
    else if (down) breakers.failed(leave, { startedAt, now: clock.now(), retryAfterMs: undefined });
    else breakers.succeeded(leave, startedAt);
  };
  await Promise.all(requests.map(ask));
  await clock.stopped();
  return { isDown };
}

test('a provider is never on two trials at once', async () => {
  let trials = 0;
  await fc.assert(
    fc.asyncProperty(anyOutages, anyRequests, anyDelays, async (outages, requests, delays) => {
      let running = 0;
      await live(outages, requests, delays, (event) => {
        if (event === 'trial begins') {
          running++;
          trials++;
        }
        if (event === 'trial ends') running--;
        expect(running).toBeLessThanOrEqual(1);
      });
    }),
    { numRuns: 100 },
  );
  expect(trials).toBeGreaterThan(20);
}, 240_000);

test('a provider that is well is left out for the cool-down after the last failure, and while it is on trial', async () => {
  // The last failing request, what it takes to tell it, and trials that came to nothing before one goes well.
  const told = PATIENCE_MS + 10 * STORE_MS;
  let times = 0;
  await fc.assert(
    fc.asyncProperty(anyOutages, anyRequests, anyDelays, async (outages, requests, delays) => {
      const conclusive = requests.filter(({ end }) => end === 'told');
      const leftOut: number[] = [];
      const trials: number[] = [];
      await live(outages, conclusive, delays, (event, at) => {
        if (event === 'left out') leftOut.push(at);
        if (event === 'trial begins') trials.push(at);
      });
      // Another process learns of a trial a little before the one that has it, and of its end a little after.
      const onTrial = (at: number) =>
        trials.some((from) => at >= from - 4 * STORE_MS && at <= from + PATIENCE_MS + 10 * STORE_MS);
      const ends = outages.map((outage) => [outage.at, outage.at + outage.ms] as const);
      times += leftOut.length;
      for (const at of leftOut) {
        const since = at - COOL_DOWN_MS - told - TRIAL_MS;
        const isRecent = ends.some(([from, until]) => from <= at && until >= since);
        expect(isRecent || onTrial(at)).toBe(true);
      }
    }),
    { numRuns: 100 },
  );
  expect(times).toBeGreaterThan(20);
}, 240_000);

test('somebody is always asked: the first, when all are left out', async () => {
  const anyCalls = fc.array(fc.tuple(fc.nat(20_000), fc.boolean(), fc.boolean()), { maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(anyCalls, async (calls) => {
      const clock = new VirtualClock();
      const breakers = new Breakers({ store: new InMemoryBreakerStore(), clock, log: new RecordingLog() });
      for (const [pause, aIsDown, bIsDown] of calls) {
        await clock.sleep(pause);
        const asked: string[] = [];
        const ear = (reference: string, down: boolean) => ({
          reference,
          port: {
            transcribe: async () => {
              asked.push(reference);
              if (down) throw failing('unavailable');
              return { text: reference };
            },
          },
        });
        const asking = {
          port: 'stt' as const,
          patienceMs: PATIENCE_MS,
          clock,
          breakers,
          onAttempt: () => {},
        };
        const stt = speechToTextOf([ear('sim/a', aIsDown), ear('sim/b', bIsDown)], asking);
        const heard = await stt
          .transcribe({ wav: new Uint8Array(), language: 'en', signal: new AbortController().signal })
          .catch(() => undefined);
        expect(asked.length).toBeGreaterThan(0);
        expect(new Set(asked).size).toBe(asked.length);
        if (!heard) expect(asked).toContain('sim/a');
        if (!aIsDown || (asked.includes('sim/b') && !bIsDown)) expect(heard).toBeDefined();
        await breakers.told();
      }
    }),
    { numRuns: 100 },
  );
});
