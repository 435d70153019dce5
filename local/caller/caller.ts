import type { Clock } from '../../lambda/core/ports';
import type { Observation, SmaCall } from '../sma';
import type { CallerStep } from './step';

/** People answer after a moment, and press keys one after the other. */
const REACTION_MS = 300;
const BETWEEN_KEYS_MS = 250;

const LISTENS = new Set(['RecordAudio', 'SpeakAndGetDigits', 'PlayAudioAndGetDigits']);

interface Line {
  clock: Clock;
  /** Makes audio of what the caller says. */
  speak: (text: string) => Promise<Int16Array>;
  /** What the agent says in an observed piece of audio. */
  wordsOf: (observation: Extract<Observation, { type: 'audio-started' }>) => string;
}

/** A caller who follows steps: waits until the agent listens, speaks, keys, and hangs up. */
export class Caller {
  private listens = 0;
  private answered = 0;
  private listening = false;
  private agentSpeaks = false;
  private humanJoined = false;
  private over = false;
  private readonly said: string[] = [];
  private waiting: { until: () => boolean; resolve: () => void }[] = [];

  constructor(
    private readonly call: SmaCall,
    private readonly line: Line,
  ) {}

  /** @returns the steps that there was no time for, because the call was over. */
  async follow(steps: readonly CallerStep[]): Promise<CallerStep[]> {
    for (const [i, step] of steps.entries()) {
      if (!(await this.take(step))) return steps.slice(i);
    }
    return [];
  }

  notice(observation: Observation): void {
    switch (observation.type) {
      case 'action-started':
        if (LISTENS.has(observation.action.Type)) {
          this.listens++;
          this.listening = true;
        }
        break;
      case 'action-finished':
        if (LISTENS.has(observation.action.Type)) this.listening = false;
        break;
      case 'audio-started':
        if (observation.leg !== 'LEG-A') break;
        this.agentSpeaks = true;
        this.said.push(this.line.wordsOf(observation));
        break;
      case 'audio-ended':
        if (observation.leg !== 'LEG-A') break;
        this.agentSpeaks = false;
        break;
      case 'leg-joined':
        this.humanJoined = true;
        break;
      case 'call-ended':
        this.over = true;
        break;
    }
    this.wake();
  }

  /** @returns false when the call was over before. */
  private async take(step: CallerStep): Promise<boolean> {
    const { clock, speak } = this.line;
    if ('waits' in step) {
      await clock.sleep(step.waits * 1000);
    } else if ('hears' in step) {
      if (!(await this.when(() => this.hasHeard(step.hears)))) return false;
    } else if ('interrupts' in step) {
      if (!(await this.when(() => this.agentSpeaks))) return false;
      await clock.sleep(REACTION_MS);
      await this.key(step.interrupts);
    } else if ('human' in step) {
      if (!(await this.when(() => this.humanJoined))) return false;
      await clock.sleep(REACTION_MS);
      this.call.humanHangsUp();
    } else if ('operator' in step) {
      this.call.update({ byon: step.operator });
    } else if ('hangsUp' in step) {
      this.call.hangUp();
    } else {
      if (!(await this.myTurn())) return false;
      if ('says' in step) this.call.say(await speak(step.says), step.says);
      else await this.key(step.presses);
    }
    return true;
  }

  /** Waits until the agent listens anew: what it listens to now may be answered already. */
  private async myTurn(): Promise<boolean> {
    if (!(await this.when(() => this.listening && this.listens > this.answered))) return false;
    this.answered = this.listens;
    await this.line.clock.sleep(REACTION_MS);
    return !this.over;
  }

  private async key(keys: string): Promise<void> {
    for (const key of keys) {
      this.call.press(key);
      await this.line.clock.sleep(BETWEEN_KEYS_MS);
    }
    this.answered = this.listens;
  }

  private hasHeard(text: string): boolean {
    return this.said.join(' ').toLocaleLowerCase().includes(text.toLocaleLowerCase());
  }

  private async when(until: () => boolean): Promise<boolean> {
    if (!until() && !this.over) await new Promise<void>((resolve) => this.waiting.push({ until, resolve }));
    return !this.over;
  }

  private wake(): void {
    const ready = this.waiting.filter(({ until }) => this.over || until());
    this.waiting = this.waiting.filter((one) => !ready.includes(one));
    ready.forEach(({ resolve }) => resolve());
  }
}
