import { quotaTold } from '../chime-quotas';
import type { Check } from '../preflight';

const NAME = 'calls at once';

/** How many calls may run together. Nobody can be sure of wanting more, so this only tells. */
export const callsAtOnce: Check = {
  name: NAME,
  look({ quotas: { connectorCalls, applicationCalls } }) {
    const scarcer = connectorCalls.value <= applicationCalls.value ? connectorCalls : applicationCalls;
    const detail = `${quotaTold(scarcer)} in this region; further callers are refused`;
    return [{ check: NAME, status: 'ok', detail }];
  },
};
