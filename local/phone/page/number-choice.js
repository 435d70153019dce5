import { byId, element } from './elements.js';

const OTHER = 'other';

/**
 * The numbers that an agent answers, and any other one.
 *
 * @param {any[]} lines as in the server's protocol.ts: Line
 * @param {(line: any) => void} chosen called with the line that is chosen, or undefined for another number
 */
export function numberChoice(lines, chosen) {
  const select = byId('number');
  const other = byId('other-number');
  const languages = new Intl.DisplayNames(['en'], { type: 'language' });
  const options = lines.map(({ number, agent }) =>
    element('option', { value: number }, `${number} · ${agent}`),
  );
  select.replaceChildren(...options, element('option', { value: OTHER }, 'Another number…'));
  const show = () => {
    const line = lines.find(({ number }) => number === select.value);
    other.hidden = line !== undefined;
    byId('number-hint').textContent = line
      ? about(line, languages)
      : 'No agent answers it: hear what a caller hears.';
    chosen(line);
  };
  select.addEventListener('change', () => {
    show();
    if (!other.hidden) other.focus();
  });
  show();
  return {
    number: () => (select.value === OTHER ? other.value : select.value),
    language: () => lines.find(({ number }) => number === select.value)?.language ?? 'en',
  };
}

/** @param {any} line @param {Intl.DisplayNames} languages */
function about({ agent, language, suspended }, languages) {
  return `${agent} speaks ${languages.of(language)}.${suspended ? ' This number is suspended.' : ''}`;
}
