import type { Clock } from '../../lambda/core/ports';
import type { Leg } from './leg';
import { FRAME_MS, levelOf } from './loudness';
import type { Happened } from './observations';
import { durationOf } from './track';

/** A live microphone is quiet for so long before its speech counts as ended. */
const PAUSE_MS = 400;
/** Loudness of live speech, as root mean square of 16-bit samples. */
const SPEECH_LEVEL = 300;
/** Samples that come so late still follow the ones before them: networks and timers are not punctual. */
const JITTER_MS = 100;
const FRAME = FRAME_MS * 8;

/** What the caller says, put on their line. */
export class Caller {
  /** Live speech under way: when it was heard last. */
  private loudUntil?: number;
  /** Sentences are announced one after the other, also where one ends as the next begins. */
  private announced = Promise.resolve();

  constructor(
    private readonly leg: Leg,
    private readonly clock: Clock,
    private readonly observe: (happened: Happened, at?: number) => void,
  ) {}

  /** Says something of known words, behind what is being said. */
  say(pcm: Int16Array, text?: string): void {
    const { leg, clock } = this;
    const from = Math.max(clock.now(), leg.voice.end);
    leg.voice.put(from, pcm, text);
    this.announced = this.announced.then(() => this.announce(from, durationOf(pcm), text));
  }

  /** Takes live samples, which were spoken up to now. */
  feed(pcm: Int16Array): void {
    const { leg, clock } = this;
    const spokenFrom = clock.now() - durationOf(pcm);
    const follows = spokenFrom - leg.voice.end < JITTER_MS;
    leg.voice.put(follows ? leg.voice.end : spokenFrom, pcm);
    for (let at = 0; at < pcm.length; at += FRAME)
      this.hear(pcm.subarray(at, at + FRAME), spokenFrom + at / 8);
  }

  private hear(frame: Int16Array, at: number): void {
    if (levelOf(frame) > SPEECH_LEVEL) {
      if (this.loudUntil === undefined) this.observe({ type: 'speech-started' }, at);
      this.loudUntil = at + FRAME_MS;
    } else if (this.loudUntil !== undefined && at - this.loudUntil >= PAUSE_MS) {
      this.observe({ type: 'speech-ended' }, this.loudUntil);
      this.loudUntil = undefined;
    }
  }

  private async announce(from: number, ms: number, text?: string): Promise<void> {
    const { clock, leg, observe } = this;
    await clock.sleep(from - clock.now(), leg.gone);
    if (leg.gone.aborted) return;
    observe({ type: 'speech-started', ...(text !== undefined && { text }) });
    await clock.sleep(ms, leg.gone);
    observe({ type: 'speech-ended', ...(text !== undefined && { text }) });
  }
}
