import { verifyChain } from '../../../../lambda/adapters/evidence-chain';
import { ByonError, InvalidInputError } from '../../../../lambda/core/errors';
import { GuardError } from '../../../../lambda/core/outbound/guards';
import { ConflictError } from '../../../../lambda/core/outbound/requests';
import { anAgent } from '../../../builders/agent';
import { aRequest, AT, DialDesk, FROM, TO } from '../../../builders/dial-desk';
import { aDltRecord, DAY_MS, NOON, someFacts } from '../../../builders/dial-facts';
import { aNumber } from '../../../builders/number';
import { CALLEES } from '../../../fakes/callee-hash';
import { faulty, throws } from '../../../fakes/faulty';

const desk = () => new DialDesk().agreed();

it('keeps the decision before it asks the carrier, and asks for what was wanted', async () => {
  const there = await desk();
  there.directory.addAgent(anAgent({ id: 'reminders' }));
  const request = aRequest({
    agent: 'reminders',
    variables: { name: 'Asha' },
    ringSeconds: 20,
    limitSeconds: 600,
  });
  const noted: unknown[] = [];
  const watched = {
    dial: async (order: Parameters<typeof there.dialler.dial>[0]) => {
      noted.push(...(await there.decisions()));
      return there.dialler.dial(order);
    },
    hangUp: async () => {},
  };
  const result = await there.dial(request, there.through(watched));
  expect(result).toMatchObject({ dialled: true, record: { state: 'placed', call: 'CA01' } });
  const { reference } = there.dialler.dialled[0]!;
  expect(noted).toEqual([{ allowed: true, reference }]);
  expect(there.dialler.dialled).toEqual([
    {
      reference,
      carrier: 'twilio',
      number: FROM,
      callee: TO,
      agent: 'reminders',
      purpose: 'a reminder of an appointment',
      variables: { name: 'Asha' },
      ringSeconds: 20,
      limitSeconds: 600,
      detectMachine: false,
    },
  ]);
  expect(reference).toMatch(/^[0-9a-f]{32}$/);
});

it('dials nobody who has not agreed, tells every rule, and keeps that', async () => {
  const there = new DialDesk();
  const result = await there.dial();
  expect(result).toMatchObject({
    dialled: false,
    decision: { allowed: false, rulePack: { id: 'united-states' } },
  });
  const findings = result.dialled ? [] : result.decision.findings;
  expect(findings.filter(({ verdict }) => verdict === 'denied').map(({ rule }) => rule)).toEqual(['consent']);
  expect(findings.length).toBeGreaterThan(4);
  expect(await there.decisions()).toMatchObject([{ allowed: false }]);
  expect(there.dialler.dialled).toEqual([]);
});

it('dials nobody who does not want to be called again', async () => {
  const there = await desk();
  await there.optOuts.add({
    callee: await CALLEES.of(TO),
    agent: 'reception',
    callId: 'c',
    at: AT,
    via: 'voice',
  });
  expect(await there.dial()).toMatchObject({ dialled: false });
  expect(there.dialler.dialled).toEqual([]);
});

it('tries without a dial and without a trace', async () => {
  const there = await desk();
  expect(await there.try()).toMatchObject({ decision: { allowed: true } });
  expect(await there.decisions()).toEqual([]);
  expect(there.dialler.dialled).toEqual([]);
  await there.dial();
  expect(await there.try()).toMatchObject({ reference: there.dialler.dialled[0]!.reference });
});

describe('the same key', () => {
  it('is the same call, whose record it tells', async () => {
    const there = await desk();
    const first = await there.dial();
    await there.clock.sleep(3_600_000);
    expect(await there.dial()).toEqual(first);
    expect(there.dialler.dialled).toHaveLength(1);
    expect(await there.decisions()).toHaveLength(1);
  });

  it('dials once for twenty who ask at the same time', async () => {
    const there = await desk();
    const results = await Promise.allSettled(Array.from({ length: 20 }, () => there.dial()));
    expect(there.dialler.dialled).toHaveLength(1);
    expect(await there.decisions()).toHaveLength(1);
    expect(results.filter(({ status }) => status === 'fulfilled').length).toBeGreaterThan(0);
  });

  it('refuses another content', async () => {
    const there = await desk();
    await there.dial();
    const other = there.dial(aRequest({ about: 'something else' }));
    await expect(other).rejects.toThrow(ConflictError);
    await expect(other).rejects.toMatchObject({ conflict: 'key-used-otherwise' });
    expect(there.dialler.dialled).toHaveLength(1);
  });

  it('is another call to another callee, and in another stack', async () => {
    const there = await (await desk()).agreed('+12125550124');
    await there.dial();
    await there.dial(aRequest({ to: '+12125550124' }));
    await there.dial(aRequest(), { stack: 'Other' });
    expect(new Set(there.dialler.dialled.map(({ reference }) => reference)).size).toBe(3);
  });

  it('stays denied, without a second record', async () => {
    const there = new DialDesk();
    const denied = await there.dial();
    await there.agreed();
    expect(await there.dial()).toEqual(denied);
    expect(await there.decisions()).toHaveLength(1);
    expect(await there.dial(aRequest({ idempotencyKey: 'appointment-4711/2' }))).toMatchObject({
      dialled: true,
    });
  });

  it('goes on with its evidence after a crash between the decision and the dial', async () => {
    const there = await desk();
    const days = faulty(there.days, { take: throws('table down') });
    await expect(there.dial(aRequest(), { days })).rejects.toThrow('table down');
    expect(there.dialler.dialled).toEqual([]);
    await there.dial();
    expect(there.dialler.dialled).toHaveLength(1);
    expect(await there.decisions()).toHaveLength(1);
  });

  it('has a decision of its own when its evidence is older than a minute', async () => {
    const there = await desk();
    const days = faulty(there.days, { take: throws('table down') });
    await expect(there.dial(aRequest(), { days })).rejects.toThrow('table down');
    await there.clock.sleep(61_000);
    await there.dial();
    expect((await there.decisions()).map(({ allowed }) => allowed)).toEqual([true, true]);
    expect(verifyChain(await there.evidence.history(await CALLEES.of(TO), 0))).toEqual({ sound: true });
  });

  it('is not dialled where it was allowed and is denied by now', async () => {
    const there = await desk();
    const days = faulty(there.days, { take: throws('table down') });
    await expect(there.dial(aRequest(), { days })).rejects.toThrow('table down');
    await there.consents.revoke({ callee: await CALLEES.of(TO), id: 'web-1' }, there.clock.now());
    await there.clock.sleep(1);
    expect(await there.dial()).toMatchObject({ dialled: false });
    expect((await there.decisions()).map(({ allowed }) => allowed)).toEqual([true, false]);
    expect(there.dialler.dialled).toEqual([]);
  });

  it('is of no use a day later, when the record of its dial may be gone', async () => {
    const there = await desk();
    await there.dial();
    there.dials.dials.clear();
    await there.clock.sleep(86_400_000);
    await expect(there.dial()).rejects.toMatchObject({ conflict: 'key-too-old' });
    expect(there.dialler.dialled).toHaveLength(1);
  });
});

describe('what cannot be kept or read', () => {
  it('is not dialled without evidence', async () => {
    const there = await desk();
    const evidence = faulty(there.evidence, { append: throws('table down') });
    await expect(there.dial(aRequest(), { evidence })).rejects.toThrow('table down');
    expect(there.dialler.dialled).toEqual([]);
    expect(await there.dial()).toMatchObject({ dialled: true });
  });

  it.each([
    'consents',
    'scrubs',
    'optOuts',
    'evidence',
    'toggle',
    'directory',
    'requests',
    'trunks',
  ] as const)('is not dialled while %s cannot be read', async (port) => {
    const there = await desk();
    const broken = new Proxy({}, { get: () => throws(`${port} down`) });
    await expect(there.dial(aRequest(), { [port]: broken })).rejects.toThrow(`${port} down`);
    expect(there.dialler.dialled).toEqual([]);
  });

  it('asks nobody, and keeps no order, without the credentials of the carrier', async () => {
    const there = await desk();
    const dialler = () => Promise.reject(new ByonError('the secret is empty'));
    const carriers = new Map([['twilio', { ...there.trunk, dialler }]]);
    await expect(there.dial(aRequest(), { carriers })).rejects.toThrow('the secret is empty');
    expect(there.dials.dials.size).toBe(0);
  });
});

it('tells every fault of a request together, and asks for no decision', async () => {
  const there = await desk();
  there.directory.addNumber(aNumber({ number: '+14155550101' }));
  there.directory.addNumber(aNumber({ number: '+14155550102', carrier: 'pbx' }));
  const faultsOf = async (request: unknown) => {
    const error = await there.dial(request).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InvalidInputError);
    return (error as InvalidInputError).faults.map(({ path, message }) => `${path}: ${message}`).sort();
  };
  expect(
    await faultsOf({
      ...aRequest(),
      to: '2125550123',
      from: '+14155550199',
      agent: 'nobody',
      idempotencyKey: 'a b',
    }),
  ).toEqual([
    expect.stringMatching(/^agent: there is no agent nobody/),
    expect.stringMatching(/^from: is no number of this stack/),
    expect.stringMatching(/^idempotencyKey: must be 1 to 200 characters/),
    expect.stringMatching(/^to: must be E\.164/),
  ]);
  expect(await faultsOf(aRequest({ from: '+14155550101' }))).toEqual([
    expect.stringMatching(/^from: has no carrier/),
  ]);
  expect(await faultsOf(aRequest({ from: '+14155550102' }))).toEqual([
    expect.stringMatching(/^from: is with carrier pbx.*carriers that can: twilio/),
  ]);
  expect(await faultsOf(aRequest({ to: '+1212555012' }))).toEqual([
    expect.stringMatching(/^to: is no possible number/),
  ]);
  expect(await faultsOf(null)).toEqual([': must be of type object']);
  const { about: _, ...rest } = aRequest({ ringSeconds: 4 });
  expect(
    await faultsOf({ ...rest, purpose: 'fun', limitSeconds: '600', variables: { '': 'x' }, zone: 'IN' }),
  ).toEqual([
    'about: is missing',
    'limitSeconds: must be of type number',
    'purpose: must be one of promotional, service, transactional, government',
    expect.stringMatching(/^ringSeconds: /),
    expect.stringMatching(/^variables\.: /),
    'zone: is not known here',
  ]);
  expect(await there.decisions()).toEqual([]);
});

it('refuses to listen for machines where the carrier tells nobody', async () => {
  const there = await desk();
  const carriers = new Map([['twilio', { ...there.trunk, detectsMachines: false }]]);
  await expect(there.dial(aRequest({ detectMachine: true }), { carriers })).rejects.toThrow(
    /detectMachine: must be/,
  );
});

describe('the limits of the stack', () => {
  const guardOf = async (dialled: Promise<unknown>) => {
    const error = await dialled.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(GuardError);
    return error as GuardError;
  };

  it('call no country that is not allowed, and no number of none', async () => {
    const there = await desk();
    const error = await guardOf(there.dial(aRequest({ to: '+919876543210' })));
    expect(error).toMatchObject({ guard: 'country', retryAfterMs: undefined });
    expect(error.message).toMatch(/numbers of IN are not called.*only those of US/);
    // A satellite telephone: of no country, and dear.
    expect(await guardOf(there.dial(aRequest({ to: '+881612345678' })))).toMatchObject({ guard: 'country' });
    expect(await there.decisions('+919876543210')).toEqual([]);
  });

  it('call nobody on a closed day', async () => {
    const there = await desk();
    const settings = { ...there.ports.settings, closedOn: ['2026-11-24'] };
    expect(await guardOf(there.dial(aRequest(), { settings }))).toMatchObject({ guard: 'closed' });
    expect(await there.decisions()).toEqual([]);
  });

  it('dial nothing from the moment on at which somebody stops all calls', async () => {
    const there = await desk();
    await there.toggle.stop({ stoppedAt: AT, reason: 'complaints' });
    const error = await guardOf(there.dial());
    expect(error).toMatchObject({ guard: 'stopped' });
    expect(error.message).toContain('(complaints); npx byon outbound resume');
    await there.toggle.resume();
    const days = faulty(there.days, {
      take: () => there.toggle.stop({ stoppedAt: AT, reason: 'now' }).then(),
    });
    expect(await guardOf(there.dial(aRequest(), { days: days }))).toMatchObject({ guard: 'stopped' });
    expect(there.dialler.dialled).toEqual([]);
    await there.toggle.resume();
    expect(await there.dial()).toMatchObject({ dialled: true });
  });

  it('count the calls of a day of UTC', async () => {
    const there = await (await desk()).agreed('+12125550124');
    const ports = { settings: { ...there.ports.settings, callsPerDay: 1 } };
    await there.dial(aRequest(), ports);
    const error = await guardOf(there.dial(aRequest({ to: '+12125550124' }), ports));
    expect(error).toMatchObject({ guard: 'calls-per-day' });
    expect(there.clock.now() + error.retryAfterMs!).toBe(Date.UTC(2026, 10, 25));
  });

  it.each<[string, object, string]>([
    ['calls', { callsPerDay: 1 }, 'calls-per-day'],
    ['money', { spending: { perDay: 31, pricePerMinute: { US: 1 } } }, 'spending'],
  ])('ask for no place and no decision when the %s of the day are used up', async (_, limits, guard) => {
    const there = await (await desk()).agreed('+12125550124');
    const ports = {
      settings: { ...there.ports.settings, ...limits },
      carriers: new Map([['twilio', { ...there.trunk, limits: { callsPerSecond: 1, callsAtOnce: 2 } }]]),
    };
    await there.dial(aRequest(), ports);
    for (const idempotencyKey of ['2', '3', '4']) {
      await there.clock.sleep(2000);
      const late = aRequest({ to: '+12125550124', idempotencyKey });
      expect(await guardOf(there.dial(late, ports))).toMatchObject({ guard });
    }
    expect(await there.decisions('+12125550124')).toEqual([]);
  });
});

describe('the money of the day', () => {
  const spending = { perDay: 50, pricePerMinute: { US: 1 } };
  const DAY = '2026-11-24';
  const held = async (there: DialDesk) => {
    const { spent, held: calls } = await there.days.find(DAY);
    return { spent: spent / 1_000_000, calls: Object.keys(calls).length };
  };

  it('is held before a dial, and noted with it', async () => {
    const there = await (await desk()).agreed('+12125550124');
    const ports = { settings: { ...there.ports.settings, spending } };
    const reserved = { day: DAY, micros: 30_000_000, microsPerMinute: 1_000_000 };
    expect(await there.dial(aRequest(), ports)).toMatchObject({ record: { reserved } });
    expect(await held(there)).toEqual({ spent: 30, calls: 1 });
    await expect(there.dial(aRequest({ to: '+12125550124' }), ports)).rejects.toThrow(/20 is left/);
    expect(there.dialler.dialled).toHaveLength(1);
    await there.clock.sleep(2000);
    const shorter = aRequest({ to: '+12125550124', limitSeconds: 1200, idempotencyKey: '2' });
    expect(await there.dial(shorter, ports)).toMatchObject({ dialled: true });
    expect(await held(there)).toEqual({ spent: 50, calls: 2 });
  });

  it('is given back at once where the carrier refuses', async () => {
    const there = await new DialDesk(async () => ({ state: 'refused', failure: 'no such number' })).agreed();
    const ports = { settings: { ...there.ports.settings, spending } };
    expect(await there.dial(aRequest(), ports)).toMatchObject({ record: { state: 'refused' } });
    expect(await held(there)).toEqual({ spent: 0, calls: 0 });
    const days = faulty(there.days, { giveBack: throws('table of 42 is down') });
    const again = aRequest({ idempotencyKey: '2' });
    expect(await there.dial(again, { ...ports, days })).toMatchObject({ record: { state: 'refused' } });
    expect(await held(there)).toEqual({ spent: 30, calls: 1 });
  });

  it('stays held where nobody knows whether the carrier has dialled', async () => {
    const there = await new DialDesk(() => Promise.reject(new Error('no answer'))).agreed();
    await there.dial(aRequest(), { settings: { ...there.ports.settings, spending } });
    expect(await held(there)).toEqual({ spent: 30, calls: 1 });
  });
});

it('decides once more when the last minute of the hours is over before the carrier may be asked', async () => {
  const there = await desk();
  const request = aRequest({ calleeTimeZone: 'America/New_York' });
  await there.clock.sleep(Date.parse('2026-11-24T20:59:59.900-05:00') - there.clock.now());
  expect(await there.dial(request)).toMatchObject({ dialled: false });
  expect((await there.decisions()).map(({ allowed }) => allowed)).toEqual([true, false]);
  expect(there.dialler.dialled).toEqual([]);
});

it('dials nobody after the hours when it was kept up in their last seconds', async () => {
  const there = await desk();
  const request = aRequest({ calleeTimeZone: 'America/New_York' });
  await there.clock.sleep(Date.parse('2026-11-24T20:59:58-05:00') - there.clock.now());
  const { open } = there.dials;
  there.dials.open = async (record) => {
    await there.clock.sleep(3000);
    return open.call(there.dials, record);
  };
  await expect(there.dial(request)).rejects.toMatchObject({ conflict: 'key-too-late' });
  expect(there.dialler.dialled).toEqual([]);
});

it('has a call that came too late for its moment asked for under another key', async () => {
  const there = await desk();
  const { begin } = slowTrunk(there);
  await expect(there.dial()).rejects.toMatchObject({ conflict: 'key-too-late' });
  begin();
  await expect(there.dial()).rejects.toMatchObject({ conflict: 'key-too-late' });
  expect(there.dialler.dialled).toEqual([]);
  expect(await there.dial(aRequest({ idempotencyKey: 'another' }))).toMatchObject({ dialled: true });
});

/** Whoever opens a record is kept up for so long that no moment is met any more. */
function slowTrunk({ trunks, clock }: DialDesk) {
  const { replace } = trunks;
  trunks.replace = async (...state) => {
    await clock.sleep(1000);
    return replace.apply(trunks, state);
  };
  return { begin: () => (trunks.replace = replace) };
}

it('writes no number of the callee into log, evidence or request', async () => {
  const there = await desk();
  await there.dial();
  await there.dial();
  const kept = JSON.stringify(await there.evidence.history(await CALLEES.of(TO), 0));
  for (const text of [kept, there.log.public]) expect(text).not.toContain(TO.slice(1));
});

describe('to India', () => {
  const INDIAN = '+911401234567';
  const ASHA = '+919876543210';
  const request = aRequest({ to: ASHA, from: INDIAN, purpose: 'promotional' });

  /** A registered number at an Indian carrier, somebody who has agreed and has blocked nothing, at noon. */
  async function indianDesk() {
    const there = new DialDesk();
    await there.clock.sleep(NOON - there.clock.now() + DAY_MS);
    const callee = await CALLEES.of(ASHA);
    const { consents = [], scrub } = someFacts();
    for (const consent of consents) await there.consents.save({ ...consent, callee });
    await there.scrubs.save({ ...scrub!, callee, scrubbedAt: there.clock.now() - 3_600_000 });
    there.directory.addNumber(aNumber({ number: INDIAN, carrier: 'vobiz', dlt: aDltRecord() }));
    const carriers = new Map([['vobiz', { ...there.trunk, type: 'vobiz' as const }]]);
    Object.assign(there.ports, { carriers, settings: { countries: ['IN'], callsPerDay: 100 } });
    return there;
  }

  it('dials from a registered number through an Indian carrier, by the rules of India', async () => {
    const there = await indianDesk();
    expect(await there.try(request)).toMatchObject({
      decision: { allowed: true, rulePack: { id: 'india' } },
    });
    expect(await there.dial(request)).toMatchObject({ dialled: true, record: { carrier: 'vobiz' } });
  });

  it.each([
    [
      'scrub',
      async ({ scrubs }: DialDesk) =>
        scrubs.save({ ...someFacts().scrub!, callee: await CALLEES.of(ASHA), scrubbedAt: NOON + 2 * DAY_MS }),
      'preferences',
    ],
    [
      'registration',
      async ({ directory }: DialDesk) => directory.addNumber(aNumber({ number: INDIAN, carrier: 'vobiz' })),
      'principal-entity',
    ],
    [
      'national route',
      async ({ ports }: DialDesk) =>
        Object.assign(ports, {
          carriers: new Map([['vobiz', { ...ports.carriers.get('vobiz')!, type: 'twilio' as const }]]),
        }),
      'national-route',
    ],
  ])('dials nobody without a valid %s', async (_, spoil, rule) => {
    const there = await indianDesk();
    await spoil(there);
    const result = await there.dial(request);
    const findings = result.dialled ? [] : result.decision.findings;
    expect(findings.filter(({ verdict }) => verdict === 'denied').map((found) => found.rule)).toContain(rule);
    expect(there.dialler.dialled).toEqual([]);
  });
});
