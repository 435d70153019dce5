import { byId, element } from './elements.js';

/** The latest entries that are kept: a call may have a thousand. */
const KEPT = 400;

/** Events and actions as they go over the line. */
export class Wire {
  #log = byId('wire-log');
  #count = 0;

  clear() {
    this.#log.replaceChildren();
    this.#count = 0;
    byId('wire-count').textContent = '';
  }

  /** @param {{ at: number, attempt: number, event: any }} message */
  event({ at, attempt, event }) {
    const of = event.ActionData?.Type ? ` of ${event.ActionData.Type}` : '';
    const again = attempt > 1 ? `, delivered again (${attempt})` : '';
    this.#add('event', '→', at, `${event.InvocationEventType}${of}${again}`, `#${event.Sequence}`, event);
  }

  /** @param {{ at: number, ms: number, answer: any }} message */
  answer({ at, ms, answer }) {
    const actions = (answer?.Actions ?? []).map((/** @type {any} */ { Type }) => Type);
    this.#add('answer', '←', at, actions.join(', ') || 'carry on', `${Math.round(ms)} ms`, answer);
  }

  #add(kind, arrow, at, title, aside, content) {
    const entry = element(
      'details',
      {},
      element(
        'summary',
        {},
        element('time', {}, (at / 1000).toFixed(2)),
        element('span', { class: 'arrow', 'aria-label': kind }, arrow),
        element('span', {}, title),
        element('span', { class: 'took' }, aside),
      ),
      element('pre', { tabindex: '0' }, JSON.stringify(content, undefined, 2)),
    );
    this.#log.append(element('li', { class: kind }, entry));
    if (this.#log.children.length > KEPT) this.#log.firstElementChild.remove();
    byId('wire-count').textContent = `(${++this.#count})`;
  }
}
