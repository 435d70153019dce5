import * as fc from 'fast-check';
import type { SipTarget } from '../../../../lambda/adapters/carriers/sip-target';
import { ExotelConnection } from '../../../../lambda/adapters/carriers/exotel';
import { exotelDialler } from '../../../../lambda/adapters/carriers/exotel/dialler';
import { TwilioConnection } from '../../../../lambda/adapters/carriers/twilio';
import { twilioDialler } from '../../../../lambda/adapters/carriers/twilio/dialler';
import { VobizConnection } from '../../../../lambda/adapters/carriers/vobiz';
import { vobizDialler } from '../../../../lambda/adapters/carriers/vobiz/dialler';
import type { Dialler, DialStore } from '../../../../lambda/core/calls/dial';
import { placeCall } from '../../../../lambda/core/calls/place-call';
import { aDialOrder } from '../../../builders/dial';
import { NUMBER } from '../../../builders/number';
import { InMemoryDialStore } from '../../../fakes/dial-store';
import { startExotel } from '../../../fakes/exotel';
import { HastyClock } from '../../../fakes/hasty-clock';
import { RecordingLog } from '../../../fakes/ports';
import { startTwilio } from '../../../fakes/twilio';
import { startVobiz } from '../../../fakes/vobiz';

/** A carrier's fake, the dialler through it, and whom it has dialled. */
interface Line {
  dialler: Dialler;
  faults: {
    before(target: string, fault: { status: number }): void;
    after(target: string, fault: { status?: number }): void;
    throttle(target: string, times: number): void;
    clear(): void;
  };
  operation: string;
  dialled(): string[];
  close(): Promise<void>;
}

const BRIDGE = 'https://abc123.lambda-url.us-east-1.on.aws';
const clock = new HastyClock();
const target: SipTarget = {
  host: 'abc.voiceconnector.chime.aws',
  isEncrypted: true,
  admission: { type: 'stand-in' },
};

const lines: Record<string, () => Promise<Line>> = {
  async twilio() {
    const fake = await startTwilio();
    const { credentials, fetch, faults } = fake;
    fake.ownNumber(NUMBER);
    const twilio = new TwilioConnection({ credentials, fetch, clock });
    const callKeySecret = async () => 'the secret of the test, which nobody else has';
    return {
      dialler: twilioDialler({ twilio, bridge: BRIDGE, target, callKeySecret, clock }),
      faults,
      operation: 'CreateCall',
      dialled: () => fake.snapshot().calls.map(({ to }) => to),
      close: () => fake.close(),
    };
  },
  async vobiz() {
    const fake = await startVobiz();
    const { credentials, fetch, faults } = fake;
    fake.ownNumber(NUMBER);
    const vobiz = new VobizConnection({ credentials, fetch, clock });
    return {
      dialler: vobizDialler({ vobiz, bridge: BRIDGE }),
      faults,
      operation: 'CreateCall',
      dialled: () => fake.snapshot().calls.map(({ to }) => to),
      close: () => fake.close(),
    };
  },
  async exotel() {
    const fake = await startExotel();
    const { credentials, fetch, faults } = fake;
    fake.ownNumber(NUMBER);
    const exotel = new ExotelConnection({ credentials, fetch, clock, cluster: 'mumbai' });
    return {
      dialler: exotelDialler({ exotel, flowId: '2002' }),
      faults,
      operation: 'ConnectCall',
      dialled: () => fake.snapshot().calls.map(({ From }) => From),
      close: () => fake.close(),
    };
  },
};

const atCarrier = fc.constantFrom(
  'none',
  'refused',
  'failed before',
  'lost',
  'failed after',
  'throttled once',
  'throttled',
);
const method = fc.constantFrom('open' as const, 'settle' as const, 'find' as const);
const atStore = fc.record({ method, when: fc.constantFrom('before', 'after'), times: fc.nat(2) });
const course = fc.record({
  fault: atCarrier,
  storeFault: atStore,
  orders: fc.integer({ min: 1, max: 5 }),
  atOnce: fc.boolean(),
  toldMeanwhile: fc.boolean(),
});

function plan({ faults, operation }: Line, fault: string): void {
  faults.clear();
  if (fault === 'refused') faults.before(operation, { status: 400 });
  if (fault === 'failed before') faults.before(operation, { status: 503 });
  if (fault === 'lost') faults.after(operation, {});
  if (fault === 'failed after') faults.after(operation, { status: 500 });
  if (fault === 'throttled once') faults.throttle(operation, 1);
  if (fault === 'throttled') faults.throttle(operation, 4);
}

/** A table that fails before it has done something, or after. */
function shaky(store: DialStore, { method, when, times }: { method: string; when: string; times: number }) {
  let left = times;
  return new Proxy(store, {
    get(all, name) {
      const member = Reflect.get(all, name) as (...given: unknown[]) => Promise<unknown>;
      return async (...given: unknown[]) => {
        const fails = name === method && left-- > 0;
        if (fails && when === 'before') throw new Error('the table did not do it');
        const done = await member.apply(all, given);
        if (fails) throw new Error('the answer of the table was lost');
        return done;
      };
    },
  });
}

let orders = 0;
describe.each(Object.entries(lines))('%s', (carrier, open) => {
  let line: Line;
  beforeAll(async () => {
    line = await open();
  });
  afterAll(() => line.close());

  it('dials no reference twice, whatever fails and however often it is ordered', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(course, async (run) => {
        const id = ++orders;
        const reference = id.toString(16).padStart(32, '0');
        const callee = `+9198${10_000_000 + id}`;
        const order = aDialOrder({ reference, carrier, callee });
        const store = new InMemoryDialStore(clock);
        const dials = shaky(store, run.storeFault);
        plan(line, run.fault);

        const place = async () => {
          const ports = { dials, dialler: line.dialler, clock, log: new RecordingLog() };
          const record = await placeCall(order, ports).catch(() => undefined);
          if (run.toldMeanwhile) await store.save({ reference, outcome: 'completed' });
          return record;
        };
        const results: Awaited<ReturnType<typeof place>>[] = [];
        if (run.atOnce) results.push(...(await Promise.all(Array.from({ length: run.orders }, place))));
        else for (let i = 0; i < run.orders; i++) results.push(await place());

        const times = line.dialled().filter((to) => to === callee).length;
        expect(times).toBeLessThanOrEqual(1);
        const states = [...results, await store.find(reference)].map((record) => record?.state);
        if (states.includes('placed')) expect(times).toBe(1);
        if (states.includes('refused')) expect(times).toBe(0);
        states.forEach((state) => seen.add(`${state}`));
      }),
      { numRuns: 300 },
    );
    expect([...seen].sort()).toEqual(['asked', 'placed', 'refused', 'unclear', 'undefined']);
  });
});
