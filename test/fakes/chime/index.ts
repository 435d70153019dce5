export { startChime, FakeChime } from './server';
export type { ChimeOptions, ChimeSettings } from './settings';
export type { Fault, FaultTarget, LostAnswer } from './faults';
export type { ErrorName } from './errors';
export type { JournalEntry } from './journal';
export type { Holdings } from './holdings';
export type { OperationName } from './operations';
export { CLOSED_TO_NEW_CUSTOMERS } from './applications';
