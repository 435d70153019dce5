import { CHIME_REGIONS, chimeRegion } from '../../../lib/endpoint/chime-regions';
import type { Check } from '../preflight';

/** Whether Voice Connectors can be in the region. */
export const region: Check = {
  name: 'region',
  look({ region }) {
    const check = 'region';
    const regions = CHIME_REGIONS.join(', ');
    if (region === undefined) {
      const next = `say --region, or set AWS_REGION; Voice Connectors can be in ${regions}`;
      return [{ check, status: 'blocker', detail: 'no region is set', next }];
    }
    const known = chimeRegion(region);
    if (known) {
      const detail = `${region}; Voice Connectors there speak from ${known.signalling.join(', ')}`;
      return [{ check, status: 'ok', detail }];
    }
    const detail = `Amazon Chime SDK has no Voice Connectors in ${region}`;
    const nearest = region.startsWith('ap-south-')
      ? '; the nearest to India is ap-southeast-1 (Singapore)'
      : '';
    return [{ check, status: 'blocker', detail, next: `deploy in one of ${regions}${nearest}` }];
  },
};
