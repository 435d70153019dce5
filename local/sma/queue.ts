import type { Action } from '../../lambda/call/chime/actions';
import { INTERRUPTIBLE } from './actions/verbs';
import type { Outcome } from './perform';

/** What the queue tells its call. */
export interface QueueEvents {
  perform: (action: Action, interrupt: AbortSignal) => Promise<Outcome>;
  /** The last action of the list is done. */
  onDone: (action: Action, outcome: Outcome & { result: 'successful' }) => void;
  onFailed: (action: Action, outcome: Outcome & { result: 'failed' }) => void;
  onInterrupted: (action: Action) => void;
  /** Nothing runs any more. */
  onRest: () => void;
}

/** A call's list of actions: one at a time, in order, until the end or until one fails. */
export class ActionQueue {
  private waiting: Action[] = [];
  private running?: { action: Action; interrupt: AbortController };

  constructor(private readonly events: QueueEvents) {}

  get isRunning(): boolean {
    return this.running !== undefined;
  }

  /**
   * Puts `actions` in the place of those that wait.
   *
   * @param interrupt cut the running action short, if it is of a kind that lets itself be interrupted.
   */
  replace(actions: readonly Action[], interrupt: boolean): void {
    this.waiting = [...actions];
    if (!this.running) void this.run();
    else if (interrupt && INTERRUPTIBLE.has(this.running.action.Type)) this.running.interrupt.abort();
  }

  /** Drops those that wait and that `unwanted` names. The running one ends by itself when its leg goes. */
  drop(unwanted: (action: Action) => boolean): void {
    this.waiting = this.waiting.filter((action) => !unwanted(action));
  }

  private async run(): Promise<void> {
    for (let action = this.waiting.shift(); action; action = this.waiting.shift()) {
      const interrupt = new AbortController();
      this.running = { action, interrupt };
      const outcome = await this.events.perform(action, interrupt.signal);
      this.running = undefined;
      if (outcome.result === 'interrupted') this.events.onInterrupted(action);
      if (outcome.result === 'failed') {
        this.waiting = [];
        this.events.onFailed(action, outcome);
      }
      if (outcome.result === 'successful' && this.waiting.length === 0) this.events.onDone(action, outcome);
    }
    this.events.onRest();
  }
}
