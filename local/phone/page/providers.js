import { byId, element } from './elements.js';

/** @type {Record<string, string>} */
const PORTS = { stt: 'hearing', llm: 'thinking', tts: 'speaking' };

/**
 * Which providers the agent of this line uses, which of them are simulated, and how to have the real ones.
 *
 * @param {any} line as in the server's protocol.ts: Line; undefined for a number without an agent
 * @param {boolean} words whether offline speech has words
 */
export function showProviders(line, words) {
  const banner = byId('providers');
  banner.hidden = !line;
  if (!line) return;
  const ports = Object.entries(line.providers);
  const simulated = ports.filter(([, provider]) => provider.simulated);
  const real = ports.filter(([, provider]) => !provider.simulated);
  banner.classList.toggle('simulated', simulated.length > 0);
  banner.replaceChildren(
    ...(simulated.length > 0
      ? [element('p', {}, element('strong', {}, 'Simulated: '), ...named(simulated), '.')]
      : []),
    ...(real.length > 0 ? [element('p', {}, element('strong', {}, 'Real: '), ...named(real), '.')] : []),
    ...remedies(simulated),
    ...limits(line, words),
  );
}

/** @param {[string, any][]} ports */
function named(ports) {
  return ports.flatMap(([port, { reference }], index) => [
    index > 0 ? ', ' : '',
    `${PORTS[port]} (`,
    element('code', {}, reference),
    ')',
  ]);
}

/** @param {[string, any][]} simulated */
function remedies(simulated) {
  const variables = [...new Set(simulated.flatMap(([, { variable }]) => variable ?? []))];
  return variables.map((variable) =>
    element(
      'p',
      {},
      'For the real ones put ',
      element('code', {}, `${variable}=…`),
      ' into ',
      element('code', {}, '.env'),
      ' and run ',
      element('code', {}, 'npm start'),
      ' again.',
    ),
  );
}

/** @param {any} line @param {boolean} words */
function limits({ providers }, words) {
  const known = [];
  if (providers.stt.simulated) {
    known.push(
      'The simulated ear notices speech from the microphone but understands no words: type what you say.',
    );
  }
  if (!words) known.push('Offline speech is a hum; npm install text2wav gives it words.');
  return known.map((text) => element('p', {}, text));
}
