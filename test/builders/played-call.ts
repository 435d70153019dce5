import type { TurnRecord } from '../../lambda/core/calls/records';
import type { PlayedCall } from '../../local/caller/play-call';
import type { Happened, Observation } from '../../local/sma/observations';

const SILENCE = new Int16Array(8000);

/** A call that is over, in which nothing was said. */
export function playedCall(changes: Partial<PlayedCall> = {}): PlayedCall {
  return {
    observations: [],
    report: {
      transactionId: 'call-1',
      events: [],
      answers: [],
      durations: { ringingMs: 0, connectedMs: 1000 },
      hangUpCode: 0,
      by: 'caller',
      audio: { caller: SILENCE, agent: SILENCE },
    },
    record: { callId: 'call-1', startedAt: 0, outcome: 'agent-ended' },
    turns: [],
    agentSaid: [],
    humanHeard: [],
    stepsLeft: [],
    stuck: false,
    ...changes,
  };
}

/** What was observed of a call, each thing at its milliseconds. */
export function observed(...happened: [at: number, what: Happened][]): Observation[] {
  return happened.map(([at, what]) => ({ ...what, at, transactionId: 'call-1' }));
}

export function aTurn(changes: Partial<TurnRecord> = {}): TurnRecord {
  return {
    callId: 'call-1',
    turn: 1,
    status: 'replied',
    input: { kind: 'recording', key: 'recordings/call-1/1.wav' },
    parts: [],
    claimedAt: 0,
    timings: {},
    ...changes,
  };
}
