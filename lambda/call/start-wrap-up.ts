import type { Engagement } from '../core/calls/snapshot';
import type { WrapUps } from '../core/memory/ports';
import type { Log } from '../core/ports';

/**
 * Has a call wrapped up that is over, or about to be. It must not cost the caller the goodbye, so a failure is
 * logged; such a call's record has `endedAt` and no `wrappedUpAt`.
 */
export async function startWrapUp(
  { callId, engagement }: { callId: string; engagement?: Engagement | undefined },
  { wrapUps, log }: { wrapUps: WrapUps; log: Log },
): Promise<void> {
  try {
    await wrapUps.start({ callId, ...(engagement && { agent: engagement.agent }) });
  } catch (error) {
    log.error('wrap-up not started', { callId, error });
  }
}
