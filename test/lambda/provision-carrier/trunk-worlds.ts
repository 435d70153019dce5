import { exotelTrunks } from './exotel-trunk-world';
import { twilioTrunks } from './twilio-trunk-world';
import type { TrunkWorld } from './trunk-world';
import { vobizTrunks } from './vobiz-trunk-world';

/** Every kind of trunk that a stack may have. */
export const TRUNK_WORLDS = {
  'trunk of Twilio': twilioTrunks,
  'inbound trunk of Vobiz': () => vobizTrunks('in'),
  'outbound trunk of Vobiz': () => vobizTrunks('out'),
  'trunk of Exotel': exotelTrunks,
} satisfies Readonly<Record<string, () => TrunkWorld>>;
