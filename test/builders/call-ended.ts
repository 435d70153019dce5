import type { CallEnded } from '../../lambda/core/memory/call-ended';

/** The end of a call as it is told. */
export function aCallEnded(changes: Partial<CallEnded> = {}): CallEnded {
  return {
    ...{ version: 1, id: 'call-1', callId: 'call-1', startedAt: 1_000_000, endedAt: 1_060_000 },
    ...{ outcome: 'caller-hung-up', turns: 1, tools: [] },
    ...changes,
  };
}
