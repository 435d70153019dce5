import type * as z from 'zod';
import { callPurpose } from '../numbers/dlt';

/** What somebody can be called for. */
export const outboundPurpose = callPurpose
  .exclude(['inbound-only'])
  .describe('Why somebody is called. What mixes advertising with anything else is promotional.');
export type OutboundPurpose = z.infer<typeof outboundPurpose>;
