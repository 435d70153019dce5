import type { Agent } from '../agents/agent';
import type { NumberDirectory } from '../ports';
import type { NumberRecord } from './number';

/** What the signalling of a call says about the number that was called, and where it stood. */
export type Candidate = { source: string } & ({ number: string } | { route: string });

export type Refusal = 'unknown-number' | 'suspended-number' | 'agent-missing';

/** Whether a call may come in, and to whom. */
export type Admission =
  | { admitted: true; number: NumberRecord; agent: Agent; resolvedBy: string }
  | { admitted: false; refusal: Refusal; number?: string; resolvedBy?: string };

/**
 * Finds whom a call is for. The first candidate that is registered decides, so the order of the candidates
 * is the order of trust.
 */
export async function admit(
  candidates: readonly Candidate[],
  directory: NumberDirectory,
): Promise<Admission> {
  for (const candidate of candidates) {
    const number = await ('number' in candidate
      ? directory.findNumber(candidate.number)
      : directory.findNumberOfRoute(candidate.route));
    if (!number) continue;
    const found = { number: number.number, resolvedBy: candidate.source };
    if (number.status === 'suspended') return { admitted: false, refusal: 'suspended-number', ...found };
    const agent = await directory.findAgent(number.agent);
    if (!agent) return { admitted: false, refusal: 'agent-missing', ...found };
    return { admitted: true, number, agent, resolvedBy: candidate.source };
  }
  return { admitted: false, refusal: 'unknown-number' };
}
