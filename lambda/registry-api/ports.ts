import type { DynamoNumberPut } from '../adapters/dynamodb/registry-number-put';
import type { DynamoRegistryChanges } from '../adapters/dynamodb/registry-changes';
import type { DynamoRegistryListing } from '../adapters/dynamodb/registry-listing';
import type { Agent } from '../core/agents/agent';
import type { OptOuts } from '../core/calls/opt-out';
import type { CalleeHash } from '../core/compliance/callee-hash';
import type { ConsentStore } from '../core/compliance/consent';
import type { Clock, Log } from '../core/ports';

export interface RegistryApiPorts {
  /** @param by who asks, as in `user/asha`. */
  changesBy: (by: string | undefined) => DynamoRegistryChanges;
  listing: DynamoRegistryListing;
  numbers: DynamoNumberPut;
  /** The agents as the stack was deployed with them. */
  deployed: () => Promise<Partial<Agent>[]>;
  callees: CalleeHash;
  consents: ConsentStore;
  optOuts: OptOuts;
  clock: Clock;
  log: Log;
}
