import { randomUUID } from 'node:crypto';
import { Caller } from './caller';
import type { Happened, Observation } from './observations';
import { Recorder, type CallReport } from './report';
import { Session } from './session';
import type { Surroundings } from './stage';

export interface CallOptions {
  /** The number that was called, and who calls: E.164, or whatever a carrier writes. */
  to: string;
  from: string;
  sipHeaders?: Record<string, string>;
  sipRuleId?: string;
  /** Left out: a new one. */
  transactionId?: string;
}

export interface CallSurroundings extends Surroundings {
  handler: (event: unknown) => Promise<unknown>;
  observe?: (observation: Observation) => void;
}

/** A call, from the caller's end of the line. After its end, nothing that the caller does has an effect. */
export class SmaCall {
  /** Resolves when all legs are gone and the handler has answered, or was given up. */
  readonly ended: Promise<CallReport>;
  private readonly session: Session;
  private readonly caller: Caller;
  private readonly observe: (happened: Happened) => void;

  constructor(
    { to, from, sipHeaders, sipRuleId = randomUUID(), transactionId = randomUUID() }: CallOptions,
    { observe, ...surroundings }: CallSurroundings,
  ) {
    const { clock } = surroundings;
    const recorder = new Recorder(transactionId, clock.now());
    const note = (happened: Happened, at = clock.now()) => {
      const observation: Observation = { ...happened, at, transactionId };
      recorder.note(observation);
      observe?.(observation);
    };
    let end: () => void = () => undefined;
    this.ended = new Promise<void>((resolve) => (end = resolve)).then(() =>
      recorder.report(this.session.caller),
    );
    this.session = new Session({
      ...surroundings,
      transactionId,
      sipRuleId,
      caller: { to, from, sipHeaders },
      observe: note,
      onEnd: () => end(),
    });
    this.caller = new Caller(this.session.caller, clock, note);
    this.observe = note;
  }

  get transactionId(): string {
    return this.session.transactionId;
  }

  /**
   * The caller says something now, or as soon as they have said what came before.
   *
   * @param pcm line audio: 8 kHz, 16-bit, mono.
   * @param text its words, told to `onRecording` for the recording that holds them.
   */
  say(pcm: Int16Array, text?: string): void {
    if (!this.isOver) this.caller.say(pcm, text);
  }

  /** Samples of a live microphone, as they come; where none come, the line is silent. */
  feed(pcm: Int16Array): void {
    if (!this.isOver) this.caller.feed(pcm);
  }

  /** @throws Error when `digit` is not one of 0-9, * and #. */
  press(digit: string): void {
    if (!/^[0-9*#]$/.test(digit)) throw new Error(`'${digit}' is no key; press one of 0-9, * and #`);
    if (this.isOver) return;
    this.observe({ type: 'digit-pressed', digit });
    this.session.caller.keypad.press(digit);
  }

  hangUp(): void {
    this.session.hangUp(this.session.caller, 'caller', 0);
  }

  /** The far end of a bridge hangs up. Without one, nothing happens. */
  humanHangsUp(): void {
    const human = this.session.secondLeg;
    if (human) this.session.hangUp(human, 'human', 0);
  }

  /** UpdateSipMediaApplicationCall: asks the handler what to do now. */
  update(given: Record<string, string>): void {
    this.session.update(given);
  }

  private get isOver(): boolean {
    return this.session.caller.gone.aborted;
  }
}
