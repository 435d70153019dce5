import type { Fault } from '../errors';
import type { Passage } from './passage';
import { passagesOfMarkdown, passagesOfText } from './prose';
import { passagesOfTable } from './table';

/** How files of knowledge end. */
export const SUFFIXES = ['.md', '.txt', '.csv'] as const;
export type Suffix = (typeof SUFFIXES)[number];

/**
 * Cuts a file into passages.
 *
 * @param name of the file, without its folder and its suffix.
 */
export function passagesOfFile(
  text: string,
  { name, suffix }: { name: string; suffix: Suffix },
): { passages: Passage[]; faults: Fault[] } {
  if (suffix === '.csv') return passagesOfTable(text, name);
  return { passages: suffix === '.md' ? passagesOfMarkdown(text) : passagesOfText(text), faults: [] };
}
