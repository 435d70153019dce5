import { byId } from './elements.js';
import { minutes } from './time.js';

/** @type {Record<string, string>} */
const STATES = {
  idle: 'Ready',
  gone: 'Switched off',
  calling: 'Calling…',
  speaking: 'The agent speaks',
  listening: 'The agent listens',
  thinking: 'The agent thinks…',
  collecting: 'Dial on, # ends it',
  asking: 'Dial now, # ends it',
  transferring: 'Ringing a person…',
  bridged: 'With a person',
};

/** A recording that held nothing is thought about too, for an instant; that is not worth a word. */
const THINKING_AFTER_MS = 400;

/** The small display of the telephone: state, time, and how loud the microphone is. */
export class StateDisplay {
  #later = 0;
  #timer = 0;

  /** @param {string} state */
  show(state) {
    clearTimeout(this.#later);
    const set = () => {
      document.body.dataset.state = state;
      const shown = byId('state');
      if (shown.textContent !== STATES[state]) shown.textContent = STATES[state];
    };
    if (state === 'thinking') this.#later = setTimeout(set, THINKING_AFTER_MS);
    else set();
  }

  startTimer() {
    const from = Date.now();
    const tick = () => (byId('timer').textContent = minutes((Date.now() - from) / 1000));
    clearInterval(this.#timer);
    tick();
    this.#timer = setInterval(tick, 500);
  }

  /** @param {number} [seconds] how long the call took, where it is known */
  stopTimer(seconds) {
    clearInterval(this.#timer);
    if (seconds !== undefined) byId('timer').textContent = minutes(seconds);
  }

  /** @param {number} level 0 to 1 */
  showLevel(level) {
    byId('level').firstElementChild.style.transform = `scaleX(${Math.min(1, Math.sqrt(Math.max(0, level)))})`;
  }
}
