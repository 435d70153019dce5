import type { NumberStep } from '../../../lambda/core/carriers/plan-numbers';
import type { Switchboard } from '../../../lambda/core/carriers/switchboard';
import type { Config } from '../../../lib/config';
import { missingForNumbers } from '../../../lib/config/checks/carrier';
import type { NativeSettings } from '../../carriers/native-carriers';
import type { CarrierPlan } from '../../carriers/plan-carrier';
import type { Result } from '../result';

/** More than these are counted only. */
const MOST_TOLD = 5;

/** Whether each number that the config has with a carrier is there, takes calls, and where they go now. */
export function numbersOf(
  { id, settings }: { id: string; settings: NativeSettings },
  plan: CarrierPlan,
  { config, switchboard }: { config: Config; switchboard: Pick<Switchboard, 'describe' | 'isFree'> },
): Result[] {
  const check = `numbers of ${id}`;
  const wanted = config.numbers.filter(({ carrier }) => carrier === id);
  if (wanted.length === 0) {
    const detail = `the config has no number with this carrier; the account has ${plan.live.length}`;
    const next = stepBefore(id, settings) ?? `npx byon numbers import --from-carrier ${id}`;
    return [{ check, status: 'warning', detail, next }];
  }
  const refused = plan.steps.flatMap((one) =>
    one.step === 'refuse' || one.step === 'leave' ? [toldOf(check, one)] : [],
  );
  return [
    ...summaryOf(check, plan.steps, switchboard),
    ...refused.slice(0, MOST_TOLD),
    ...restOf(check, refused),
  ];
}

/** What somebody has to make at the carrier before the config can have numbers with it. */
function stepBefore(id: string, settings: NativeSettings): string | undefined {
  if (missingForNumbers(settings) === undefined) return undefined;
  return settings.type === 'vobiz'
    ? "deploy, make an application in Vobiz's console with the addresses that the stack's outputs tell, write " +
        `its id as carriers.${id}.applicationId, and add the numbers`
    : "deploy, make a flow in Exotel's console whose Connect applet dials the trunk that the stack's outputs " +
        `tell, write its number as carriers.${id}.flowId, and add the numbers`;
}

/** One line for all that go well, with the place of a single one. */
function summaryOf(
  check: string,
  steps: readonly NumberStep[],
  { describe, isFree }: Pick<Switchboard, 'describe' | 'isFree'>,
): Result[] {
  const connected = steps.filter(({ step }) => step === 'keep');
  const connecting = steps.flatMap((one) => (one.step === 'connect' ? [one] : []));
  const taken = connecting.filter(({ before }) => !isFree(before));
  const places = [...new Set(taken.map(({ before }) => describe(before)))];
  const parts = [
    ...(connected.length > 0 ? [`${counted(connected.length)} connected`] : []),
    ...(connecting.length > 0 ? [`${counted(connecting.length)} to connect`] : []),
    ...(taken.length > 0 ? [`${taken.length} taken from ${places.slice(0, 2).join(', ')}`] : []),
  ];
  if (parts.length === 0) return [];
  return [{ check, status: 'ok', detail: parts.join('; ') }];
}

function toldOf(check: string, { number, step, reason }: NumberStep & { reason: string }): Result {
  const status = step === 'refuse' ? 'blocker' : 'warning';
  return { check, status, detail: `${number}: ${reason}`, next: nextOf(reason, number) };
}

function nextOf(reason: string, number: string): string {
  if (reason.includes('takeover')) return `decide it in the config, at numbers.${number}`;
  return `correct its carrier, or take numbers.${number} out of the config`;
}

function restOf(check: string, refused: readonly Result[]): Result[] {
  const more = refused.length - MOST_TOLD;
  if (more <= 0) return [];
  const { status } = refused[MOST_TOLD]!;
  return [{ check, status, detail: `${more} more cannot be connected`, next: 'npx byon plan tells all' }];
}

function counted(count: number): string {
  return count === 1 ? 'one number' : `${count} numbers`;
}
