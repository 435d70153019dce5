import type { TurnJob } from '../core/calls/records';
import type { TurnWorkerDeps } from './deps';

/**
 * Makes a worker ready for the first turn of a call, while the caller hears the greeting: its start, the agent's
 * packages and keys are then nothing that the caller waits for.
 */
export async function warm(
  { agent: { id, version } }: Extract<TurnJob, { kind: 'warm' }>,
  { directory, providers }: TurnWorkerDeps,
): Promise<void> {
  const agent = await directory.findAgent(id, version);
  if (agent) await (await providers(agent)).prepare?.();
}
