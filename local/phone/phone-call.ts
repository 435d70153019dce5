import { randomUUID } from 'node:crypto';
import type { TurnRecord } from '../../lambda/core/calls/records';
import { BYTES_PER_MS } from '../../lambda/core/speech/wav';
import type { Observation, SmaCall } from '../sma';
import { HiddenKeys } from '../hidden-keys';
import { stereoWav } from '../stereo';
import type { World } from '../world';
import type { ToPage } from './protocol';
import type { Recordings } from './recordings';
import { stateAfter, troubleIn } from './states';
import { Turns } from './turns';
import { TypedLines, type TypedLine } from './typed-lines';

/** A timer may be early or late by as much. */
const TIMER_MS = 20;

export interface PhoneCallOptions {
  world: World;
  recordings: Recordings;
  to: string;
  from: string;
  /** The language that typed lines are spoken in. */
  language: string;
  tell: (message: ToPage) => void;
  /** Lets the person hear line audio from now on. */
  play: (pcm: Int16Array) => void;
}

/** A call from the page, told to the page. */
export class PhoneCall {
  /** Resolves when the call is over and the page knows how it ended. */
  readonly ended: Promise<void>;
  private readonly id = randomUUID();
  private readonly call: SmaCall;
  private readonly lines = new TypedLines((line) => this.speak(line));
  private isSpeaking = false;
  /** The typed line that the latest recording holds. */
  private recorded?: TypedLine;
  private typed = 0;
  private isBridged = false;
  /** How long the audio lasts that the agent began to play last. */
  private playingMs = 0;
  private startedAt?: number;
  private readonly keys = new HiddenKeys();
  private readonly turns = new Turns(() => this.startedAt ?? 0);
  /** What is told of turns is read from the table first, and keeps its order. */
  private telling = Promise.resolve();

  constructor(private readonly options: PhoneCallOptions) {
    const { world, to, from, tell } = options;
    tell({ type: 'state', state: 'calling' });
    const leave = world.watch((observation) => {
      if (observation.transactionId === this.id) this.notice(observation);
    });
    this.call = world.runtime.call({ to, from, transactionId: this.id });
    this.ended = this.end().finally(leave);
  }

  /** Speaks a typed line, in the voice of the offline speech, as soon as the agent listens. */
  async say(text: string): Promise<void> {
    const { world, language, tell } = this.options;
    const id = `line-${++this.typed}`;
    tell({ type: 'waiting', id, text });
    this.lines.add({ id, text, pcm: await world.speak(text, language) });
  }

  /** Takes samples of the microphone, unless a typed line is being spoken: a caller has one mouth. */
  feed(pcm: Int16Array): void {
    if (!this.isSpeaking) this.call.feed(pcm);
  }

  press(key: string): void {
    this.call.press(key);
  }

  hangUp(): void {
    this.call.hangUp();
  }

  private notice(observation: Observation): void {
    const { tell } = this.options;
    this.startedAt ??= observation.at;
    const at = this.since(observation.at);
    const state = stateAfter(observation);
    if (state) tell({ type: 'state', state });
    const trouble = troubleIn(observation);
    if (trouble) tell({ type: 'note', at, text: trouble });

    const shown = this.keys.hide(observation);
    if (shown.type === 'event-sent') tell({ type: 'event', at, attempt: shown.attempt, event: shown.event });
    switch (observation.type) {
      case 'event-sent':
        this.turns.take(observation.event, observation.at, this.recorded);
        break;
      case 'answer-received':
        tell({ type: 'answer', at, ms: observation.ms, answer: observation.answer });
        this.tellTurns();
        break;
      case 'action-started':
        if (observation.action.Type === 'RecordAudio') this.lines.listen();
        break;
      case 'action-finished':
        if (observation.action.Type === 'RecordAudio') this.recorded = this.lines.stop();
        break;
      case 'leg-joined':
        this.isBridged = true;
        this.lines.listen();
        break;
      case 'speech-started':
        if (observation.text !== undefined) this.tellSpoken(at);
        break;
      case 'speech-ended':
        if (observation.text !== undefined) this.isSpeaking = false;
        if (this.isBridged) this.lines.stop();
        if (this.isBridged) this.lines.listen();
        break;
      case 'audio-started':
        if (observation.leg === 'LEG-A') this.agentSays(observation);
        break;
      case 'audio-ended':
        if (observation.leg === 'LEG-A' && observation.ms < this.playingMs - TIMER_MS) tell({ type: 'hush' });
        break;
    }
  }

  private speak({ pcm, text }: TypedLine): void {
    this.isSpeaking = true;
    this.call.say(pcm, text);
  }

  private tellSpoken(at: number): void {
    const line = this.lines.spoken;
    if (line) this.options.tell({ type: 'caller', id: line.id, text: line.text, at });
  }

  private agentSays({ at, pcm, key, text }: Extract<Observation, { type: 'audio-started' }>): void {
    const { world, play, tell } = this.options;
    play(pcm);
    this.playingMs = pcm.byteLength / BYTES_PER_MS;
    const words = text ?? (key === undefined ? undefined : world.wordsOf(key));
    if (words) tell({ type: 'agent', at: this.since(at), text: words });
    if (key === undefined) return;
    this.afterReading((records) => this.turns.pauseBefore(key, at, records));
  }

  private tellTurns(): void {
    this.afterReading((records) => this.turns.news(records));
  }

  private afterReading(messages: (records: TurnRecord[]) => ToPage[]): void {
    const { world, tell } = this.options;
    this.telling = this.telling.then(async () =>
      messages(await world.store.listTurns(this.id)).forEach(tell),
    );
    this.telling.catch(() => undefined);
  }

  private async end(): Promise<void> {
    const { world, recordings, tell } = this.options;
    const { audio, by, durations } = await this.call.ended;
    this.tellTurns();
    await this.telling;
    recordings.add(this.id, stereoWav(audio));
    const outcome = (await world.store.findCall(this.id))?.outcome;
    const seconds = durations.connectedMs / 1000;
    tell({ type: 'ended', outcome, by, seconds, recording: `/calls/${this.id}.wav` });
  }

  private since(at: number): number {
    return at - (this.startedAt ?? at);
  }
}
