export type { LocalClock } from './local-clock';
export { VirtualClock } from './virtual-clock';
export { WallClock } from './wall-clock';
