import { byId, element } from './elements.js';
import { pauseBar } from './pause-bar.js';

/** What was said, in the order of the call, whatever the order in which it became known. */
export class Transcript {
  #list = byId('transcript');
  #talk = byId('talk');
  #language = 'en';
  /** @type {Map<string, HTMLElement>} */
  #lines = new Map();

  /** @param {string} language that is spoken in this call */
  begin(language) {
    this.#language = language;
    this.#list.replaceChildren();
    this.#lines.clear();
    byId('invitation').hidden = true;
  }

  /** @param {{ id: string, text: string }} line that is typed and not yet spoken */
  waiting({ id, text }) {
    const item = this.#said('caller', 'You', text);
    item.classList.add('waiting');
    item.append(element('span', { class: 'heard' }, 'Waits until the agent listens.'));
    this.#lines.set(id, item);
    this.#insert(item, Infinity);
  }

  /** @param {{ id: string, at: number, text: string, heard?: string }} line */
  caller({ id, at, text, heard }) {
    const item = this.#said('caller', 'You', text);
    if (heard !== undefined && !sameWords(heard, text)) {
      item.append(
        element('span', { class: 'heard' }, heard === '' ? 'The agent heard nothing.' : `Heard as: ${heard}`),
      );
    }
    this.#lines.get(id)?.remove();
    this.#lines.set(id, item);
    this.#insert(item, at);
  }

  /** @param {{ at: number, text: string }} line */
  agent({ at, text }) {
    this.#insert(this.#said('agent', 'Agent', text), at);
  }

  /** @param {{ at: number, stages: { stage: string, ms: number }[] }} pause */
  pause({ at, stages }) {
    this.#insert(pauseBar(stages), at);
  }

  /** @param {{ at: number, text: string }} note */
  note({ at, text }) {
    this.#insert(element('li', { class: 'note' }, text), at);
  }

  /** A key that the person pressed stands at the end until the agent takes it. @param {string} key */
  keyed(key) {
    const last = this.#list.lastElementChild;
    if (last?.classList.contains('keys')) last.append(` ${key}`);
    else this.#insert(element('li', { class: 'note keys' }, `You pressed ${key}`), this.#latest());
  }

  /** Typed lines for which there was no time. */
  dropWaiting() {
    for (const item of this.#list.querySelectorAll('.waiting .heard'))
      item.textContent = 'Not said: the call ended.';
  }

  /** @param {string} side @param {string} who @param {string} text */
  #said(side, who, text) {
    const words = element('span', { lang: this.#language }, text);
    return element('li', { class: `said ${side}` }, element('span', { class: 'who' }, who), words);
  }

  #latest() {
    const times = [...this.#list.children].map((item) => Number(item.dataset.at)).filter(Number.isFinite);
    return Math.max(0, ...times);
  }

  /** @param {HTMLElement} item @param {number} at milliseconds from the start of the call */
  #insert(item, at) {
    const isAtEnd = this.#talk.scrollHeight - this.#talk.scrollTop - this.#talk.clientHeight < 80;
    item.dataset.at = String(at);
    const next = [...this.#list.children].find((other) => Number(other.dataset.at) > at);
    this.#list.insertBefore(item, next ?? null);
    if (isAtEnd) this.#talk.scrollTop = this.#talk.scrollHeight;
  }
}

/** @param {string} a @param {string} b */
function sameWords(a, b) {
  const words = (/** @type {string} */ text) =>
    text
      .toLocaleLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu)
      ?.join(' ');
  return words(a) === words(b);
}
