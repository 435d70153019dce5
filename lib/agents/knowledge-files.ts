import { createHash } from 'node:crypto';
import * as path from 'node:path';
import { KnowledgeIndex } from '../../lambda/core/knowledge/knowledge-index';
import type { Passage } from '../../lambda/core/knowledge/passage';
import { passagesOfFile, SUFFIXES, type Suffix } from '../../lambda/core/knowledge/passages-of-file';
import type { Finding } from '../../lambda/core/checks/finding';

/** Files of knowledge, cut into passages and indexed. */
export interface IndexedKnowledge {
  /** SHA-256 of `json`, in hexadecimal. */
  readonly hash: string;
  /** The index; the same files in the same order give the same text. */
  readonly json: string;
}

/** Many times what a company writes for its callers; what it is for is a database's work. */
const MOST_BYTES = 5_000_000;

/**
 * Indexes files.
 *
 * @param read gives the bytes of a file, undefined where there is none.
 * @returns the index where nothing is wrong. Paths of findings begin with the position of the file.
 */
export function indexFiles(
  files: readonly string[],
  read: (file: string) => Uint8Array | undefined,
): { index?: IndexedKnowledge; findings: Finding[] } {
  const contents = files.map((file, i) =>
    files.indexOf(file) < i ? { message: `stands twice: ${file}; keep one` } : contentOf(file, read(file)),
  );
  const findings = contents.flatMap(({ message }, i) =>
    message === undefined ? [] : [{ path: [i], message }],
  );
  const bytes = contents.reduce((sum, content) => sum + ('bytes' in content ? content.bytes : 0), 0);
  if (bytes > MOST_BYTES) {
    const message = `is ${(bytes / 1e6).toFixed(1)} MB of text, and an agent takes 5 MB at most; leave out what no caller asks`;
    findings.push({ path: [], message });
  }
  if (findings.length > 0) return { findings };
  return {
    findings,
    index: indexed(contents.flatMap((content) => ('passages' in content ? content.passages : []))),
  };
}

function indexed(passages: readonly Passage[]): IndexedKnowledge {
  const json = KnowledgeIndex.of(passages).toJson();
  return { json, hash: createHash('sha256').update(json).digest('hex') };
}

type Content = { message: string } | { message?: undefined; passages: Passage[]; bytes: number };

function contentOf(file: string, bytes: Uint8Array | undefined): Content {
  if (!bytes) return { message: `there is no file ${file}` };
  const { name, ext } = path.parse(file);
  if (!isKnown(ext)) {
    return { message: `${file} is no text that can be read here; it must end in ${SUFFIXES.join(', ')}` };
  }
  // What is too large as a whole is told once; cutting it would only take time.
  if (bytes.byteLength > MOST_BYTES) return { passages: [], bytes: bytes.byteLength };
  const text = decoded(bytes);
  if (text === undefined) return { message: `${file} is not text in UTF-8; save it as UTF-8` };
  const { passages, faults } = passagesOfFile(text, { name, suffix: ext });
  if (faults.length > 0) return { message: `${file}: ${faults.slice(0, 3).map(inWords).join('; ')}` };
  if (passages.length === 0)
    return { message: `${file} holds no text to look things up in; fill it or leave it out` };
  return { passages, bytes: bytes.byteLength };
}

function inWords({ line, message }: { line?: number; message: string }): string {
  return `line ${line} ${message}`;
}

function isKnown(suffix: string): suffix is Suffix {
  return (SUFFIXES as readonly string[]).includes(suffix);
}

function decoded(bytes: Uint8Array): string | undefined {
  if (bytes.includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
