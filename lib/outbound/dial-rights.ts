/** What the dial function may do with items of a table, by how their partition keys begin. */
export interface KeyedRights {
  readonly actions: readonly string[];
  readonly keys: readonly string[];
}

/** It reads who may be called from where, and adds requests and decisions. It changes nothing, and deletes nothing. */
export const REGISTRY_RIGHTS: readonly KeyedRights[] = [
  {
    actions: ['dynamodb:GetItem'],
    keys: ['NUMBER#*', 'AGENT#*', 'OPTOUT#*', 'SCRUB#*', 'DIALREQUEST#*', 'OUTBOUND'],
  },
  { actions: ['dynamodb:Query'], keys: ['CONSENT#*', 'DECISION#*'] },
  { actions: ['dynamodb:PutItem'], keys: ['DECISION#*', 'DIALREQUEST#*'] },
];

export const CALLS_RIGHTS: readonly KeyedRights[] = [
  { actions: ['dynamodb:GetItem'], keys: ['DIAL#*', 'TRUNK#*', 'OUTBOUND#*'] },
  { actions: ['dynamodb:PutItem'], keys: ['DIAL#*', 'TRUNK#*'] },
  { actions: ['dynamodb:UpdateItem'], keys: ['DIAL#*', 'DIALLED#*', 'OUTBOUND#*'] },
];
