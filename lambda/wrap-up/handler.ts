import { randomUUID } from 'node:crypto';
import { InvalidInputError } from '../core/errors';
import { wrapUpJob } from '../core/memory/job';
import type { WrapUpDeps } from './deps';
import { wrapUp } from './wrap-up';

/**
 * @returns the wrap-up function. It rejects when the work has to be tried again, which Lambda does twice before it
 * lays the job aside.
 */
export function createWrapUp(
  deps: WrapUpDeps,
): (event: unknown, context?: { awsRequestId?: string }) => Promise<void> {
  return async (event, { awsRequestId = randomUUID() } = {}) => {
    const { success, data, error } = wrapUpJob.safeParse(event);
    if (success) return wrapUp(data, awsRequestId, deps);
    const faults = error.issues.map(({ path, code }) => ({ path: path.join('.'), message: code }));
    deps.log.error('the wrap-up was given a malformed job', { faults });
    throw new InvalidInputError('the wrap-up job', faults);
  };
}
