import { asking, inChimeRegion, type Check } from '../preflight';
import { quotaTold } from '../chime-quotas';
import { voiceConnectors } from '../voice-connectors';

const NAME = 'connectors';

/** Whether the account may have the Voice Connector of the stack. */
export const connectors: Check = {
  name: NAME,
  look: (preflight) =>
    inChimeRegion(NAME, preflight, (region) =>
      asking(NAME, preflight, async (account) => {
        const { all, ofStack } = await voiceConnectors(account, region, preflight.stack);
        const quota = preflight.quotas.connectors;
        const detail = `${all.length} of ${quotaTold(quota)} Voice Connectors in ${region} are used`;
        if (ofStack) return [{ check: NAME, status: 'ok', detail: `${detail}, this stack's among them` }];
        if (all.length < quota.value) return [{ check: NAME, status: 'ok', detail }];
        // A default is only a guess at what this account may have.
        const status = quota.isDefault ? 'warning' : 'blocker';
        const next = 'delete one that nobody uses, or ask Service Quotas for more Voice Connectors';
        return [{ check: NAME, status, detail: `${detail}, and the stack needs one`, next }];
      }),
    ),
};
