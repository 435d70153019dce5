import { outboundStatus } from '../../../../lambda/core/outbound/outbound-status';
import type { DialCallPorts } from '../../../../lambda/core/outbound/ports';
import { aRequest, AT, DialDesk } from '../../../builders/dial-desk';

const HOUR_MS = 3_600_000;
const spending = { perDay: 10, pricePerMinute: { US: 0.25 } };
const counted: Pick<DialCallPorts, 'settings'> = {
  settings: { countries: ['US'], callsPerDay: 100, spending },
};

const statusOf = (desk: DialDesk) => outboundStatus({ ...desk.ports, ...counted });

it('is quiet before the first call', async () => {
  expect(await statusOf(new DialDesk())).toEqual({
    day: '2026-11-24',
    calls: 0,
    callsPerDay: 100,
    spending: { spent: 0, held: 0, perDay: 10 },
    carriers: { twilio: { calls: 0, callsAtOnce: 10 } },
  });
});

it('counts a call that goes on, and what is held for it', async () => {
  const desk = await new DialDesk().agreed();
  await desk.dial(aRequest({ limitSeconds: 300 }), counted);
  expect(await statusOf(desk)).toMatchObject({
    calls: 1,
    spending: { spent: 1.25, held: 1.25 },
    carriers: { twilio: { calls: 1 } },
  });
});

it('counts no call that is over, though nobody has asked for its place, and keeps what was spent', async () => {
  const desk = await new DialDesk().agreed();
  const result = await desk.dial(aRequest({ limitSeconds: 300 }), counted);
  if (!result.dialled) throw new Error('not dialled');
  await desk.dials.save({ reference: result.record.reference, outcome: 'completed' });
  expect(await statusOf(desk)).toMatchObject({ calls: 1, carriers: { twilio: { calls: 0 } } });
  await desk.clock.sleep(HOUR_MS);
  expect(await statusOf(desk)).toMatchObject({ calls: 1, spending: { spent: 1.25, held: 0 } });
});

it('says since when all calls are stopped, and why', async () => {
  const desk = new DialDesk();
  const stopped = { stoppedAt: AT, reason: 'complaints' };
  await desk.toggle.stop(stopped);
  expect(await statusOf(desk)).toMatchObject({ stopped });
});

it('tells of no money where none is counted', async () => {
  expect(await outboundStatus(new DialDesk().ports)).not.toHaveProperty('spending');
});

it('is of the day of UTC, on which the calls of the one before do not count', async () => {
  const desk = await new DialDesk().agreed();
  await desk.dial(aRequest(), counted);
  await desk.clock.sleep(Date.parse('2026-11-25T00:00:00Z') - desk.clock.now());
  expect(await statusOf(desk)).toMatchObject({
    day: '2026-11-25',
    calls: 0,
    spending: { spent: 0, held: 0 },
  });
});
