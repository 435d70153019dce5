import { verifyChain } from '../../../../lambda/adapters/evidence-chain';
import { exotelDialler } from '../../../../lambda/adapters/carriers/exotel/dialler';
import { ExotelConnection } from '../../../../lambda/adapters/carriers/exotel';
import { TwilioConnection } from '../../../../lambda/adapters/carriers/twilio';
import { twilioDialler } from '../../../../lambda/adapters/carriers/twilio/dialler';
import { VobizConnection } from '../../../../lambda/adapters/carriers/vobiz';
import { vobizDialler } from '../../../../lambda/adapters/carriers/vobiz/dialler';
import type { Dialler } from '../../../../lambda/core/calls/dial';
import type { DialCallPorts } from '../../../../lambda/core/outbound/ports';
import { DialDesk, FROM, TO } from '../../../builders/dial-desk';
import { CALLEES } from '../../../fakes/callee-hash';
import { startExotel } from '../../../fakes/exotel';
import { HastyClock } from '../../../fakes/hasty-clock';
import { Life } from '../../../fakes/mortal';
import { startTwilio } from '../../../fakes/twilio';
import { startVobiz } from '../../../fakes/vobiz';

const STORES = [
  ...(['directory', 'callees', 'consents', 'scrubs', 'optOuts', 'evidence'] as const),
  ...(['requests', 'dials', 'toggle', 'days', 'trunks'] as const),
];

/** A desk of which a day may cost as much as two calls. */
async function newDesk(): Promise<DialDesk> {
  const desk = await new DialDesk().agreed();
  Object.assign(desk.ports.settings, { spending: { perDay: 60, pricePerMinute: { US: 1 } } });
  return desk;
}

/** All ports of a desk, each wrapped, the dialler too. */
function wrapped(desk: DialDesk, wrap: <T extends object>(port: T) => T): DialCallPorts {
  const stores = Object.fromEntries(STORES.map((name) => [name, wrap(desk.ports[name])]));
  return { ...desk.ports, ...stores, ...desk.through(wrap<Dialler>(desk.dialler)) };
}

/** As many turns as a dial takes in memory, many times over. */
async function quiet(): Promise<void> {
  for (let i = 0; i < 60; i++) await new Promise((resolve) => setImmediate(resolve));
}

/** Whatever went before: the evidence is whole, and there before a dial. */
async function demandSound(desk: DialDesk): Promise<void> {
  const times = desk.dialler.dialled.length;
  expect(times).toBeLessThanOrEqual(1);
  const records = await desk.evidence.history(await CALLEES.of(TO), 0);
  expect(verifyChain(records)).toEqual({ sound: true });
  expect(records.filter(({ decision }) => decision.allowed)).toHaveLength(1);
  // The call is counted once, and money is held for it once.
  expect(await desk.days.find('2026-11-24')).toMatchObject({ calls: 1, spent: 30_000_000 });
}

it('dials once, wherever a worker dies and another one goes on', async () => {
  const whole = new Life();
  const first = await newDesk();
  await first.dial(
    undefined,
    wrapped(first, (port) => whole.of(port)),
  );
  expect(whole.steps).toBeGreaterThan(30);
  let unknown = 0;
  for (let most = 0; most < whole.steps; most++) {
    const desk = await newDesk();
    const life = new Life(most);
    void desk.dial(
      undefined,
      wrapped(desk, (port) => life.of(port)),
    );
    await quiet();
    const result = await desk.dial();
    await demandSound(desk);
    const state = result.dialled ? result.record.state : 'denied';
    if (state === 'placed') expect(desk.dialler.dialled).toHaveLength(1);
    else unknown++;
  }
  // Between the note that the carrier is asked and the note of its answer nobody knows, and nobody asks again.
  expect(unknown).toBeGreaterThan(0);
  expect(unknown).toBeLessThan(10);
});

it.each(['before', 'after'] as const)(
  'dials once, whichever port fails once %s it has done its work',
  async (when) => {
    const failing = (at: number, counted: { calls: number }) => {
      return <T extends object>(port: T): T =>
        new Proxy(port, {
          get(target, name) {
            const member: unknown = Reflect.get(target, name);
            if (typeof member !== 'function') return member;
            return async (...given: unknown[]) => {
              const fails = counted.calls++ === at;
              if (fails && when === 'before') throw new Error('it failed');
              const done: unknown = await (member as (...all: unknown[]) => unknown).apply(target, given);
              if (fails) throw new Error('its answer was lost');
              return done;
            };
          },
        });
    };
    const whole = { calls: 0 };
    const first = await newDesk();
    await first.dial(undefined, wrapped(first, failing(-1, whole)));
    for (let at = 0; at < whole.calls; at++) {
      const desk = await newDesk();
      await desk.dial(undefined, wrapped(desk, failing(at, { calls: 0 }))).catch(() => undefined);
      await desk.dial();
      await desk.dial();
      await demandSound(desk);
    }
  },
);

interface Line {
  dialler: Dialler;
  lose(): void;
  dialled(): string[];
  close(): Promise<void>;
}

const BRIDGE = 'https://abc123.lambda-url.us-east-1.on.aws';
const clock = new HastyClock();
const lines: Record<string, () => Promise<Line>> = {
  async twilio() {
    const fake = await startTwilio();
    fake.ownNumber(FROM);
    const { credentials, fetch } = fake;
    const twilio = new TwilioConnection({ credentials, fetch, clock });
    const target = {
      host: 'abc.voiceconnector.chime.aws',
      isEncrypted: true,
      admission: { type: 'stand-in' as const },
    };
    const callKeySecret = async () => 'the secret of the test, which nobody else has';
    return {
      dialler: twilioDialler({ twilio, bridge: BRIDGE, target, callKeySecret, clock }),
      lose: () => fake.faults.after('CreateCall', {}),
      dialled: () => fake.snapshot().calls.map(({ to }) => to),
      close: () => fake.close(),
    };
  },
  async vobiz() {
    const fake = await startVobiz();
    fake.ownNumber(FROM);
    const { credentials, fetch } = fake;
    return {
      dialler: vobizDialler({ vobiz: new VobizConnection({ credentials, fetch, clock }), bridge: BRIDGE }),
      lose: () => fake.faults.after('CreateCall', {}),
      dialled: () => fake.snapshot().calls.map(({ to }) => to),
      close: () => fake.close(),
    };
  },
  async exotel() {
    const fake = await startExotel();
    fake.ownNumber(FROM);
    const { credentials, fetch } = fake;
    const exotel = new ExotelConnection({ credentials, fetch, clock, cluster: 'mumbai' });
    return {
      dialler: exotelDialler({ exotel, flowId: '2002' }),
      lose: () => fake.faults.after('ConnectCall', {}),
      dialled: () => fake.snapshot().calls.map(({ From }) => From),
      close: () => fake.close(),
    };
  },
};

describe.each(Object.entries(lines))('through %s', (_, open) => {
  let line: Line;
  beforeEach(async () => {
    line = await open();
  });
  afterEach(() => line.close());

  it('dials one telephone once for ten who ask at the same time', async () => {
    const desk = await new DialDesk().agreed();
    const ask = () => desk.dial(undefined, desk.through(line.dialler)).catch(() => undefined);
    await Promise.all(Array.from({ length: 10 }, ask));
    expect(await ask()).toMatchObject({ dialled: true });
    expect(line.dialled()).toHaveLength(1);
  });

  it('never asks again when the answer of the carrier was lost', async () => {
    const desk = await new DialDesk().agreed();
    line.lose();
    const ask = () => desk.dial(undefined, desk.through(line.dialler));
    expect(await ask()).toMatchObject({ dialled: true, record: { state: 'unclear' } });
    expect(await ask()).toMatchObject({ dialled: true, record: { state: 'unclear' } });
    expect(line.dialled()).toHaveLength(1);
  });
});
