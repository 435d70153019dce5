import { isDeepStrictEqual } from 'node:util';
import {
  createOriginationUrl,
  deleteOriginationUrl,
  listOriginationUrls,
  updateOriginationUrl,
  type OriginationUrlSettings,
  type TwilioConnection,
} from '../adapters/carriers/twilio';

/**
 * Gives a trunk exactly these origination URLs. All on it are ours, since the trunk is. One is changed rather than
 * replaced, so that calls have a way at any time and the ten that a trunk may have are enough.
 */
export async function convergeOrigination(
  twilio: TwilioConnection,
  trunkSid: string,
  wanted: readonly OriginationUrlSettings[],
): Promise<void> {
  const spare = await listOriginationUrls(twilio, trunkSid);
  const missing = wanted.filter((settings) => {
    const index = spare.findIndex((live) => isDeepStrictEqual(live, { sid: live.sid, ...settings }));
    if (index !== -1) spare.splice(index, 1);
    return index === -1;
  });
  for (const settings of missing) {
    const changed = spare.shift();
    if (changed) await updateOriginationUrl(twilio, trunkSid, changed.sid, settings);
    else await createOriginationUrl(twilio, trunkSid, settings);
  }
  for (const { sid } of spare) await deleteOriginationUrl(twilio, trunkSid, sid);
}
