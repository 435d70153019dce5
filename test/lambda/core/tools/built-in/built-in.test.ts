import type { CallbackHours } from '../../../../../lambda/core/agents/tools/schedule-callback';
import { optOutTool } from '../../../../../lambda/core/tools/built-in/opt-out';
import { runBuiltIn } from '../../../../../lambda/core/tools/built-in/run';
import { callbackTool } from '../../../../../lambda/core/tools/built-in/schedule-callback';
import { CALLEES } from '../../../../fakes/callee-hash';
import { InMemoryCallStore } from '../../../../fakes/ports';
import { InMemoryCallbacks, InMemoryOptOuts } from '../../../../fakes/tools';

const NOW = Date.UTC(2026, 10, 23, 8);
const ZONE = 'Asia/Kolkata';
const CALL = { id: 'call-1', turn: 2, agent: 'reception', caller: 'a variable of that name' };

async function aDesk({ caller = '+919812345678', hours }: { caller?: string; hours?: CallbackHours } = {}) {
  const calls = new InMemoryCallStore();
  await calls.saveCall({ callId: 'call-1', startedAt: NOW, caller, number: '+918041234567' });
  const callbacks = new InMemoryCallbacks();
  const optOuts = new InMemoryOptOuts();
  const clock = { now: () => NOW, sleep: async () => {} };
  const ports = { calls, callbacks, optOuts, callees: CALLEES, clock };
  const tool = callbackTool({ type: 'schedule-callback', hours }, { timeZone: ZONE, began: 'Monday, 13:30' });
  return {
    callbacks,
    optOuts,
    schedule: (at: string, note?: string) => runBuiltIn(tool, { at, note }, CALL, ports),
    optOut: () => runBuiltIn(optOutTool(), {}, CALL, ports),
  };
}

describe('a callback', () => {
  it('is noted in the time zone of the agent, and the model told in words', async () => {
    const { schedule, callbacks } = await aDesk();
    expect(await schedule('2026-11-24T10:30', 'Wants the X-ray report.')).toEqual({
      status: 'done',
      content: 'The callback is noted for Tuesday 24 November 2026, 10:30. Say so to the caller.',
    });
    expect([...callbacks.records.values()]).toEqual([
      {
        number: '+919812345678',
        companyNumber: '+918041234567',
        agent: 'reception',
        callId: 'call-1',
        at: Date.UTC(2026, 10, 24, 5),
        timeZone: ZONE,
        note: 'Wants the X-ray report.',
        askedAt: NOW,
        status: 'waiting',
        attempt: 1,
        nextAt: Date.UTC(2026, 10, 24, 5),
      },
    ]);
  });

  it('is one for a call: another time takes the place of the first', async () => {
    const { schedule, callbacks } = await aDesk();
    await schedule('2026-11-24T10:30');
    await schedule('2026-11-24T10:30');
    await schedule('2026-11-25T11:00');
    expect([...callbacks.records.values()]).toMatchObject([{ at: Date.UTC(2026, 10, 25, 5, 30) }]);
  });

  it('that was made already is not moved', async () => {
    const { schedule, callbacks } = await aDesk();
    await schedule('2026-11-24T10:30');
    const [[key, record]] = [...callbacks.records] as [
      [string, typeof callbacks.records extends Map<string, infer R> ? R : never],
    ];
    callbacks.records.set(key, { ...record, status: 'dialled' });
    expect((await schedule('2026-11-25T11:00')).status).toBe('failed');
  });

  it.each([
    ['2026-11-23T13:00', 'the time is past'],
    ['2026-12-24T10:00', 'more than 30 days ahead'],
    ['2026-02-30T10:00', 'there is no such day'],
    ['2026-11-24T08:59', 'from 09:00 to 21:00 only (Asia/Kolkata)'],
    ['2026-11-24T21:00', 'from 09:00 to 21:00 only (Asia/Kolkata)'],
  ])('is not noted for %s, and the model told why and what time it is', async (at, why) => {
    const { schedule, callbacks } = await aDesk();
    const { status, content } = await schedule(at);
    expect(status).toBe('failed');
    expect(content).toContain(why);
    expect(content).toContain('Monday 23 November 2026, 13:30');
    expect(callbacks.records.size).toBe(0);
  });

  it('keeps to the hours of the company, which go before those of India', async () => {
    const { schedule } = await aDesk({ hours: { from: '10:00', to: '11:00' } });
    expect((await schedule('2026-11-24T09:30')).status).toBe('failed');
    expect((await schedule('2026-11-24T10:00')).status).toBe('done');
  });

  it('may be at any time where no hours are known', async () => {
    const { schedule } = await aDesk({ caller: '+14155550123' });
    expect((await schedule('2026-11-24T03:00')).status).toBe('done');
  });

  it('is not noted for a caller who hides their number', async () => {
    const { schedule, callbacks } = await aDesk({ caller: 'anonymous' });
    expect((await schedule('2026-11-24T10:30')).content).toContain('hides their number');
    expect(callbacks.records.size).toBe(0);
  });
});

describe('an opt-out', () => {
  it('is of the number on the line, not of a variable, and kept as it was first said', async () => {
    const { optOut, optOuts } = await aDesk();
    expect((await optOut()).status).toBe('done');
    expect((await optOut()).status).toBe('done');
    expect([...optOuts.records.values()]).toEqual([
      {
        callee: await CALLEES.of('+919812345678'),
        agent: 'reception',
        companyNumber: '+918041234567',
        callId: 'call-1',
        at: NOW,
        via: 'voice',
      },
    ]);
  });

  it('cannot be noted for a caller who hides their number', async () => {
    const { optOut, optOuts } = await aDesk({ caller: 'anonymous' });
    expect((await optOut()).status).toBe('failed');
    expect(optOuts.records.size).toBe(0);
  });
});
