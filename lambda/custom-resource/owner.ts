import { createHash } from 'node:crypto';

/** Whose a resource is: of which stack, and which resource in it. */
export interface Owner {
  stackId: string;
  logicalId: string;
}

/** Stands for an owner in 40 hexadecimal digits. Nobody guesses it: the id of a stack ends in a UUID. */
export function markOf({ stackId, logicalId }: Owner): string {
  return createHash('sha256')
    .update(JSON.stringify([stackId, logicalId]))
    .digest('hex')
    .slice(0, 40);
}
