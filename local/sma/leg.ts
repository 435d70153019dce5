import { randomUUID } from 'node:crypto';
import type { LegTag, SentParticipant } from './events';
import { Keypad } from './keypad';
import { Track } from './track';

export interface Party {
  tag: LegTag;
  to: string;
  from: string;
  direction: 'Inbound' | 'Outbound';
  startedAt: number;
  sipHeaders?: Record<string, string>;
}

/** One party of a call: what it says and hears, its keys, and whether it is still there. */
export class Leg {
  readonly callId = randomUUID();
  /** What the party says. */
  readonly voice = new Track();
  /** What is played to the party. */
  readonly ear = new Track();
  readonly keypad = new Keypad();
  private status?: 'Connected' | 'Disconnected';
  private readonly hangUp = new AbortController();

  constructor(private readonly party: Party) {}

  get tag(): LegTag {
    return this.party.tag;
  }
  get connected(): boolean {
    return this.status === 'Connected';
  }
  /** Aborts when the leg is hung up. */
  get gone(): AbortSignal {
    return this.hangUp.signal;
  }

  connect(): void {
    this.status = 'Connected';
  }

  disconnect(): void {
    this.status = 'Disconnected';
    this.hangUp.abort();
  }

  /** The leg as an event tells of it. */
  describe(): SentParticipant {
    const { tag, to, from, direction, startedAt, sipHeaders } = this.party;
    return {
      CallId: this.callId,
      ParticipantTag: tag,
      To: to,
      From: from,
      Direction: direction,
      StartTimeInMilliseconds: String(startedAt),
      ...(this.status && { Status: this.status }),
      ...(sipHeaders && { SipHeaders: sipHeaders }),
    };
  }
}
