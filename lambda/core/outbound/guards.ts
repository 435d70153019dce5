import * as z from 'zod';
import { ByonError } from '../errors';
import { inspectNumber } from '../numbers/number-plan';
import type { OutboundSettings } from './settings';

export type Guard =
  'stopped' | 'country' | 'closed' | 'calls-per-day' | 'spending' | 'calls-per-second' | 'calls-at-once';

/** A limit of the stack, no law, stands against a call now. Nothing was dialled. */
export class GuardError extends ByonError {
  override readonly name = 'GuardError';

  constructor(
    readonly guard: Guard,
    message: string,
    /** Milliseconds after which the same request may be made again; undefined where waiting is no help. */
    readonly retryAfterMs?: number,
  ) {
    super(message);
  }
}

/** `OUTBOUND / SWITCH`: there while no call may be made. */
export const stop = z.strictObject({
  stoppedAt: z.int().describe('Milliseconds since the epoch.'),
  reason: z.string().min(1).max(500),
});
export type Stop = z.infer<typeof stop>;

/** The switch that stops all calls of a stack. */
export interface OutboundSwitch {
  find(): Promise<Stop | undefined>;
  /** @returns false when it was stopped before: the first stop and its reason stay. */
  stop(stop: Stop): Promise<boolean>;
  /** @returns false when nothing was stopped. */
  resume(): Promise<boolean>;
}

/** @throws GuardError while calls are stopped. */
export async function demandNotStopped(toggle: Pick<OutboundSwitch, 'find'>): Promise<void> {
  const found = await toggle.find();
  if (!found) return;
  const since = new Date(found.stoppedAt).toISOString();
  throw new GuardError(
    'stopped',
    `all outbound calls are stopped since ${since} (${found.reason}); npx byon outbound resume lets them go on`,
  );
}

/** @throws GuardError for a callee in a country that is not called. */
export function demandCountry(callee: string, { countries }: Pick<OutboundSettings, 'countries'>): void {
  const { country } = inspectNumber(callee);
  if (country !== undefined && countries.some((allowed) => allowed === country)) return;
  throw new GuardError(
    'country',
    `numbers of ${country ?? 'no country'} are not called by this stack, only those of ${countries.join(', ')}; ` +
      'add the country to outbound.countries if you mean to call there',
  );
}
