import { byId, element } from './elements.js';
import { minutes } from './time.js';

/** @type {Record<string, string>} */
const OUTCOMES = {
  'caller-hung-up': 'You hung up.',
  'agent-ended': 'The agent ended the call.',
  transferred: 'The call was transferred to a person.',
  'no-speech': 'The agent heard nothing and said goodbye.',
  'time-limit': 'The call reached its time limit.',
  failed: 'The agent failed and fell back.',
  dismissed: 'The call was ended by an operator.',
  'unknown-number': 'No agent answers this number.',
  'suspended-number': 'This number is suspended.',
  'agent-missing': 'The agent of this number is missing.',
  unproven: 'The call did not prove where it came from.',
};

/** @param {any} ended as in the server's protocol.ts; undefined: there is no result yet */
export function showResult(ended) {
  const result = byId('result');
  result.hidden = !ended;
  if (!ended) return;
  result.replaceChildren(
    element('strong', {}, OUTCOMES[ended.outcome] ?? 'The call ended.'),
    element('span', {}, minutes(ended.seconds)),
    element('a', { href: ended.recording, download: '' }, 'Download the recording'),
  );
}
