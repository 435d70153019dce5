import type { PlayedCall } from '../local/caller/play-call';

const ERRORS = new Set(['handler-late', 'handler-failed', 'handler-given-up', 'answer-invalid']);

/** What went wrong on the line: the handler's answers, failed actions, and what the caller never came to. */
export function errorsOn({
  observations,
  stepsLeft,
}: Pick<PlayedCall, 'observations' | 'stepsLeft'>): number {
  const faulty = observations.filter(
    (one) => ERRORS.has(one.type) || (one.type === 'action-finished' && one.result === 'failed'),
  );
  return faulty.length + stepsLeft.length;
}

/** A call is lost when its record has no outcome, or when not all that the caller said was replied to. */
export function isLost({ record, turns }: Pick<PlayedCall, 'record' | 'turns'>, said: number): boolean {
  const replied = turns.filter(({ status, failure }) => status === 'replied' && failure === undefined);
  return record?.outcome === undefined || replied.length < said;
}
