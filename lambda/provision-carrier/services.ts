import type { CarrierNotes } from '../core/carriers/carrier-notes';
import type { ExotelConnection, Cluster } from '../adapters/carriers/exotel';
import type { TwilioConnection } from '../adapters/carriers/twilio';
import type { VobizConnection } from '../adapters/carriers/vobiz';
import type { Owner } from '../custom-resource/owner';

/** What the kinds of carrier resources work with. */
export interface Services {
  /** The way to the account whose credentials the secret holds, read anew each time. @throws ByonError. */
  twilio(secretArn: string): Promise<TwilioConnection>;
  vobiz(secretArn: string): Promise<VobizConnection>;
  exotel(secretArn: string, cluster: Cluster): Promise<ExotelConnection>;
  /** What a secret holds. @throws ByonError that says where it lies, and nothing of the content. */
  secretText(arn: string): Promise<string>;
  /** What a resource keeps in the registry table about what it has changed at a carrier. */
  notes(table: string, owner: Owner): CarrierNotes;
  /** A file that a deployment has uploaded. */
  readJson(bucket: string, key: string): Promise<unknown>;
}
