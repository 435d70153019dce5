import type { Agent } from '../agents/agent';
import type { DialRecord } from '../calls/dial';
import type { NumberDirectory } from '../ports';
import type { PhraseName } from '../speech/phrases';
import type { NumberRecord } from './number';

/** What the signalling of a call says about the number that was called, and where it stood. */
export type Candidate = { source: string } & ({ number: string } | { route: string });

/** `failed`: it could not be told whether the call may come in, so it may not. */
export type Refusal = 'unknown-number' | 'suspended-number' | 'agent-missing' | 'unproven' | 'failed';

/** What somebody hears who is turned away. Who proves nothing does not even learn that the number is here. */
export const SAID_TO: Readonly<Record<Refusal, PhraseName>> = {
  'unknown-number': 'unknown-number',
  'suspended-number': 'suspended-number',
  'agent-missing': 'trouble',
  unproven: 'unknown-number',
  failed: 'trouble',
};

/** What can be believed of a call besides its number. */
export interface Vouched {
  /** Who is at the other end: E.164, or "anonymous". Left out: whom the From names. */
  caller?: string;
  /** The carrier's id of the call, letters and digits only. */
  carrierCall?: string;
  /** Set on a call that we made. */
  dial?: DialRecord;
}

/**
 * Says whether a call may have a number that its signalling names. `overlook`: this candidate counts for
 * nothing, but the next one may.
 */
export type Vouch = (
  number: NumberRecord,
  candidate: Candidate,
) => Promise<Vouched | 'overlook' | 'unproven' | 'failed'>;

/** Whether a call may come in, and to whom. */
export type Admission = { vouched?: Vouched; carrier?: string | undefined } & (
  | { admitted: true; number: NumberRecord; agent: Agent; resolvedBy: string }
  | { admitted: false; refusal: Refusal; number?: string; resolvedBy?: string }
);

/**
 * Finds whom a call is for. The first candidate that is registered decides, so the order of the candidates
 * is the order of trust.
 *
 * @param vouch left out where whoever asks knows the call to be genuine.
 */
export async function admit(
  candidates: readonly Candidate[],
  directory: NumberDirectory,
  vouch?: Vouch,
): Promise<Admission> {
  for (const candidate of candidates) {
    const number = await ('number' in candidate
      ? directory.findNumber(candidate.number)
      : directory.findNumberOfRoute(candidate.route));
    if (!number) continue;
    const vouched = await vouch?.(number, candidate);
    if (vouched === 'overlook') continue;
    const { carrier } = number;
    const found = { number: number.number, resolvedBy: candidate.source, carrier };
    if (typeof vouched === 'string') return { admitted: false, refusal: vouched, ...found };
    const known = { ...(vouched && { vouched }), carrier };
    if (number.status === 'suspended') {
      return { admitted: false, refusal: 'suspended-number', ...found, ...known };
    }
    const agent = await agentFor(number, vouched?.dial?.agent, directory);
    if (!agent) return { admitted: false, refusal: 'agent-missing', ...found, ...known };
    return { admitted: true, number, agent, resolvedBy: candidate.source, ...known };
  }
  return { admitted: false, refusal: 'unknown-number' };
}

/** The agent of a dial in its current version, else that of the number in the version that the number names. */
function agentFor(
  { agent, agentVersion }: NumberRecord,
  dialled: string | undefined,
  directory: NumberDirectory,
): Promise<Agent | undefined> {
  return dialled === undefined ? directory.findAgent(agent, agentVersion) : directory.findAgent(dialled);
}
