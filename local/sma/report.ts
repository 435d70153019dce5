import type { SentEvent } from './events';
import type { Leg } from './leg';
import type { HungUpBy, Observation } from './observations';

/** A call, looked back at. */
export interface CallReport {
  transactionId: string;
  /** Each event once, in the order in which they were sent. */
  events: SentEvent[];
  /** The answers that counted, with the milliseconds they took. */
  answers: { sequence: number; answer: unknown; ms: number }[];
  durations: { ringingMs: number; connectedMs: number };
  /** How the caller's leg ended: the SIP response code, and who put the phone down. */
  hangUpCode: number;
  by: HungUpBy;
  /** What the caller said and what they heard, 8 kHz, from the answer to the hang-up, equally long. */
  audio: { caller: Int16Array; agent: Int16Array };
}

/** Writes the report while the call goes on. */
export class Recorder {
  private readonly events: SentEvent[] = [];
  private readonly answers: CallReport['answers'] = [];
  private answeredAt?: number;
  private end: { at: number; by: HungUpBy; code: number };

  constructor(
    private readonly transactionId: string,
    private readonly startedAt: number,
  ) {
    this.end = { at: startedAt, by: 'platform', code: 0 };
  }

  note(observation: Observation): void {
    switch (observation.type) {
      case 'event-sent':
        if (observation.attempt === 1) this.events.push(observation.event);
        break;
      case 'answer-received': {
        const { sequence, answer, ms } = observation;
        this.answers.push({ sequence, answer, ms });
        break;
      }
      case 'call-answered':
        this.answeredAt = observation.at;
        break;
      case 'hung-up':
        if (observation.leg === 'LEG-A') this.end = observation;
        break;
    }
  }

  report({ voice, ear }: Leg): CallReport {
    const { transactionId, events, answers, startedAt, end } = this;
    const from = this.answeredAt ?? end.at;
    return {
      transactionId,
      events,
      answers,
      durations: { ringingMs: from - startedAt, connectedMs: end.at - from },
      hangUpCode: end.code,
      by: end.by,
      audio: { caller: voice.read(from, end.at), agent: ear.read(from, end.at) },
    };
  }
}
