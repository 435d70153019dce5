import { element } from './elements.js';

/** @type {Record<string, string>} */
const STAGES = {
  silence: 'silence',
  hearing: 'hearing',
  thinking: 'first word',
  sentence: 'first sentence',
  voice: 'voice',
  line: 'line',
};

/**
 * The pause between the caller's last word and the agent's first one, and where it went.
 *
 * @param {{ stage: string, ms: number }[]} stages
 */
export function pauseBar(stages) {
  const total = stages.reduce((sum, { ms }) => sum + ms, 0);
  const bar = element('div', { class: 'bar', 'aria-hidden': 'true' });
  const legend = element(
    'ul',
    { class: 'legend' },
    element('li', { class: 'total' }, `${seconds(total)} pause`),
  );
  for (const { stage, ms } of stages) {
    const part = element('span', { 'data-stage': stage });
    part.style.flexGrow = String(ms);
    bar.append(part);
    legend.append(element('li', { 'data-stage': stage }, `${STAGES[stage]} ${seconds(ms)}`));
  }
  return element('li', { class: 'pause' }, bar, legend);
}

/** @param {number} ms */
function seconds(ms) {
  return ms < 995 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}
