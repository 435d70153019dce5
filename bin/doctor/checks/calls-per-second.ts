import { quotaTold } from '../chime-quotas';
import type { Check } from '../preflight';

const NAME = 'calls a second';

/** Whether the Voice Connector may take as many calls a second as the config wants. */
export const callsPerSecond: Check = {
  name: NAME,
  look({ config, quotas: { callsPerSecond: quota } }) {
    const wanted = config.endpoint.callsPerSecond;
    const detail = `the config wants ${wanted}; a Voice Connector may take ${quotaTold(quota)}`;
    if (wanted <= quota.value) return [{ check: NAME, status: 'ok', detail }];
    // A default is only a guess at what this account may have.
    const status = quota.isDefault ? 'warning' : 'blocker';
    const next = 'lower endpoint.callsPerSecond, or ask Service Quotas for more calls per second';
    return [{ check: NAME, status, detail, next }];
  },
};
