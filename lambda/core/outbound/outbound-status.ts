import { dayOf, mayComeBack } from './daily-budget';
import type { Stop } from './guards';
import type { DialCallPorts } from './ports';
import { amountOf } from './spending';
import { callsOnTrunk } from './trunk-slots';

/** How things stand with the calls that a stack makes. It names nobody who is called. */
export interface OutboundStatus {
  /** Left out while calls may be made. */
  stopped?: Stop;
  /** Of UTC, as in 2026-11-23. */
  day: string;
  calls: number;
  callsPerDay: number;
  /** In the company's own currency. Left out where money is not counted. */
  spending?: {
    /** What the day's calls have cost, and what is held for those that go on. */
    spent: number;
    /** The part of `spent` that is held, of which calls give back what they do not use. */
    held: number;
    perDay: number;
  };
  /** By the stack's names of its carriers. */
  carriers: Record<string, { calls: number; callsAtOnce: number }>;
}

type StatusPorts = Pick<
  DialCallPorts,
  'settings' | 'carriers' | 'toggle' | 'days' | 'trunks' | 'dials' | 'clock'
>;

export async function outboundStatus(ports: StatusPorts): Promise<OutboundStatus> {
  const { settings, carriers, toggle, days, clock } = ports;
  const now = clock.now();
  const day = dayOf(now);
  const [stopped, today, trunks] = await Promise.all([
    toggle.find(),
    days.find(day),
    Promise.all(
      [...carriers].map(async ([id, { limits }]) => {
        const { callsAtOnce } = limits;
        return [id, { calls: await callsOnTrunk(id, ports), callsAtOnce }] as const;
      }),
    ),
  ]);
  const { callsPerDay, spending } = settings;
  return {
    ...(stopped && { stopped }),
    day,
    calls: today.calls,
    callsPerDay,
    ...(spending && {
      spending: {
        spent: amountOf(today.spent),
        held: amountOf(mayComeBack(today, now)),
        perDay: spending.perDay,
      },
    }),
    carriers: Object.fromEntries(trunks),
  };
}
