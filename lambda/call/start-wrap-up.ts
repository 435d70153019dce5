import type { Engagement } from '../core/calls/snapshot';
import type { WrapUps } from '../core/memory/ports';
import type { Clock, Log } from '../core/ports';
import { inTime } from './in-time';

const AGAIN_AFTER_MS = 500;

/**
 * Has a call wrapped up that is over, or about to be. It must not cost the caller the goodbye, so a failure is
 * logged; such a call's record has `endedAt` and no `wrappedUpAt`.
 *
 * @param until when it has to be settled, in milliseconds since the epoch.
 * @param isPatient whether it is tried again until then: nobody waits for the answer.
 * @returns whether it was started. To start it twice does no harm.
 */
export async function startWrapUp(
  { callId, engagement }: { callId: string; engagement?: Engagement | undefined },
  { wrapUps, clock, log }: { wrapUps: WrapUps; clock: Clock; log: Log },
  { until, isPatient }: { until: number; isPatient: boolean },
): Promise<boolean> {
  for (;;) {
    try {
      await inTime(wrapUps.start({ callId, ...(engagement && { agent: engagement.agent }) }), until, clock);
      return true;
    } catch (error) {
      if (isPatient && clock.now() + AGAIN_AFTER_MS < until) {
        await clock.sleep(AGAIN_AFTER_MS);
        continue;
      }
      log.error('wrap-up not started', { callId, error });
      return false;
    }
  }
}
