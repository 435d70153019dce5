import { residencyWarnings } from '../../../lambda/core/checks/residency';
import type { Check } from '../preflight';

const NAME = 'media in India';

/** Whether the audio of calls to Indian numbers leaves the country. A config that forbids it is not loaded at all. */
export const indiaResidency: Check = {
  name: NAME,
  look({ config: { numbers } }) {
    const [found] = residencyWarnings(numbers.map(({ number }) => number));
    if (!found) return [{ check: NAME, status: 'ok', detail: 'no number is Indian' }];
    return [{ check: NAME, status: 'warning', detail: `${found.path.at(-1)} ${found.message}` }];
  },
};
