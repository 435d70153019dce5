import type { NumberNote } from './plan-numbers';

/** Another resource that has a number by now, as a carrier of the stack has that got another name. */
export interface Heir {
  note: NumberNote;
  save(note: NumberNote): Promise<void>;
}

/** What one resource of a stack keeps about what it has changed at a carrier. Broken off anywhere, each call can be made again. */
export interface CarrierNotes {
  numbers(): Promise<NumberNote[]>;
  saveNumber(note: NumberNote): Promise<void>;
  forgetNumber(number: string): Promise<void>;
  /** Who has saved a note of the number after this resource, and still has one. */
  heirOf(number: string): Promise<Heir | undefined>;
  findPart(name: string): Promise<Record<string, unknown> | undefined>;
  savePart(name: string, value: Record<string, unknown>): Promise<void>;
  forgetPart(name: string): Promise<void>;
}
