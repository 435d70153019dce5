export { startTwilio, FakeTwilio } from './server';
export type { TwilioOptions, TwilioSettings } from './settings';
export type { FaultTarget } from '../planned-faults';
export type { JournalEntry } from './journal';
export type { Holdings } from './holdings';
