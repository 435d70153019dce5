export { startVobiz, FakeVobiz } from './server';
export type { VobizOptions, VobizSettings } from './settings';
export type { Holdings } from './holdings';
