import { turnJob, type TurnJob } from '../core/calls/records';
import { InvalidInputError } from '../core/errors';
import type { Log } from '../core/ports';
import type { TurnWorkerDeps } from './deps';
import { render } from './render';
import { renderRingback } from './render-ringback';
import { reply } from './reply';
import { warm } from './warm';

/**
 * @returns the turn worker: makes the reply of one turn, renders clips and the ringing tone, or gets ready.
 * It rejects for a malformed event only: whatever else fails is in the record and the log, and Lambda's own
 * repetition of asynchronous events would come too late for a caller.
 */
export function createTurnWorker(deps: TurnWorkerDeps): (event: unknown) => Promise<void> {
  return async (event) => {
    const job = parse(event, deps.log);
    try {
      await does(job, deps);
    } catch (error) {
      deps.log.error('the turn worker failed', { kind: job.kind, error });
    }
  };
}

async function does(job: TurnJob, deps: TurnWorkerDeps): Promise<void> {
  switch (job.kind) {
    case 'reply':
      return reply(job, deps);
    case 'render':
      await render(job, deps);
      return renderRingback(job.voice.language, deps);
    case 'warm':
      return warm(job, deps);
  }
}

function parse(event: unknown, log: Log): TurnJob {
  const { success, data, error } = turnJob.safeParse(event);
  if (success) return data;
  const faults = error.issues.map(({ path, code }) => ({ path: path.join('.'), message: code }));
  log.error('the turn worker was given a malformed job', { faults });
  throw new InvalidInputError('the turn job', faults);
}
