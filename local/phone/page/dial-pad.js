import { byId } from './elements.js';

/**
 * Keys 0 to 9, * and #, by pointer and, while the pad has the focus, by keyboard.
 *
 * @param {(key: string) => void} pressed
 */
export function dialPad(pressed) {
  const pad = byId('pad');
  const keys = [...pad.querySelectorAll('button')];

  pad.addEventListener('click', ({ target }) => {
    const key = target.closest('button')?.dataset.key;
    if (key !== undefined) pressed(key);
  });
  pad.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const moved = MOVES[event.key];
    if (moved !== undefined) {
      event.preventDefault();
      keys[keys.indexOf(event.target) + moved]?.focus();
      return;
    }
    const button = keys.find(({ dataset }) => dataset.key === event.key);
    if (!button || event.repeat) return;
    event.preventDefault();
    button.focus();
    button.classList.add('down');
    setTimeout(() => button.classList.remove('down'), 120);
    pressed(event.key);
  });

  return {
    /** @param {boolean} allowed */
    enable(allowed) {
      for (const button of keys) button.disabled = !allowed;
    },
  };
}

/** @type {Record<string, number>} */
const MOVES = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -3, ArrowDown: 3 };
