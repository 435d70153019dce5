import { SystemClock } from '../../lambda/adapters/system-clock';
import type { CarrierNetwork } from './open-carrier';

/** Where a command that asks carriers writes, and how it reaches them. */
export interface CommandSurroundings {
  output: Pick<NodeJS.WritableStream, 'write'>;
  network: CarrierNetwork;
}

/** Those of the process itself. */
export function ownSurroundings(): CommandSurroundings {
  return { output: process.stdout, network: { clock: new SystemClock() } };
}
