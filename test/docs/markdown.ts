import { readdirSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { ROOT } from '../lib/stacks';

export interface Block {
  language: string;
  text: string;
  /** The line of the file that the text begins in, from 1. */
  line: number;
}

/** @param file from the root of the repository. */
export function readDoc(file: string): string {
  return readFileSync(path.join(ROOT, file), 'utf8');
}

/** Every Markdown file of a folder and of the folders in it, from the root of the repository. */
export function docsIn(folder: string): string[] {
  const entries = readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  return entries.filter((entry) => entry.endsWith('.md')).map((entry) => path.join(folder, entry));
}

/** The fenced blocks of a Markdown text. */
export function blocksOf(markdown: string): Block[] {
  return [...markdown.matchAll(/^```([\w-]*)\n([\s\S]*?)^```$/gm)].map((match) => ({
    language: match[1]!,
    text: match[2]!,
    line: markdown.slice(0, match.index).split('\n').length + 1,
  }));
}
