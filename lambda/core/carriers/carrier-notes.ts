import type { NumberNote } from './plan-numbers';

/** What one resource of a stack keeps about what it has changed at a carrier. Each call is one write or read. */
export interface CarrierNotes {
  numbers(): Promise<NumberNote[]>;
  saveNumber(note: NumberNote): Promise<void>;
  forgetNumber(number: string): Promise<void>;
  findPart(name: string): Promise<Record<string, unknown> | undefined>;
  savePart(name: string, value: Record<string, unknown>): Promise<void>;
  forgetPart(name: string): Promise<void>;
}
