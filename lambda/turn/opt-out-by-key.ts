import { optOutKeyOf } from '../core/agents/tools/opt-out';
import { noteOptOut } from '../core/calls/note-opt-out';
import { idsOf, type Conversing } from './conversing';
import { orAborted } from './deadline';

const AGAIN_AFTER_MS = 1000;

/**
 * Notes the opt-out of a caller who has pressed the agent's key for it, for as long as a reply may take. Nobody is
 * told that it was noted before it is.
 *
 * @returns whether that was all of the turn. It is not where the caller hides their number: the model, which has the
 * tool for it, tells them so.
 * @throws when it could not be noted in time.
 */
export async function optOutByKey(conversing: Conversing): Promise<boolean> {
  const { job, agent, turn, deps } = conversing;
  if (job.input.kind !== 'digits' || job.input.digits !== optOutKeyOf(agent.tools)) return false;
  if (!(await insist(conversing))) return false;
  turn.note({ heard: job.input.digits });
  await turn.finish({ status: 'replied', next: { type: 'opted-out' } });
  deps.log.info('a caller has opted out by key', idsOf(job));
  return true;
}

async function insist({ job, signal, deps }: Conversing): Promise<boolean> {
  const { clock, log, optOuts, callees, store: calls } = deps;
  const asked = { callId: job.callId, agent: job.agent.id, via: 'key' } as const;
  for (;;) {
    try {
      return await orAborted(noteOptOut(asked, { optOuts, callees, calls, clock }), signal);
    } catch (error) {
      if (signal.aborted) {
        log.error('an opt-out was not noted: find the caller by the call and note it by hand', idsOf(job));
        throw error;
      }
      log.warn('an opt-out is not noted yet', { ...idsOf(job), error });
      await clock.sleep(AGAIN_AFTER_MS, signal);
    }
  }
}
