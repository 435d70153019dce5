import { existsSync, readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { InvalidInputError, type Fault } from '../../lambda/core/errors';
import { checkConfig } from './check-config';
import type { Config } from './config';
import { YamlSource } from './yaml-source';

/**
 * Reads a `byon.config.yaml`.
 *
 * @param file its path, from the current folder.
 * @throws InvalidInputError with every fault and its line.
 */
export function loadConfig(file: string): Config {
  const text = textOf(file);
  if (text !== undefined) return readConfig(text, file);
  throw new InvalidInputError(path.basename(file), [
    { path: '', message: `there is no file ${path.resolve(file)}` },
  ]);
}

/**
 * Reads the text of a `byon.config.yaml`.
 *
 * @param file its path, beside which its prompts and knowledge lie; need not be there.
 * @throws InvalidInputError with every fault and its line.
 */
export function readConfig(text: string, file: string): Config {
  const subject = path.basename(file);
  const source = new YamlSource(text);
  const syntax = source.syntaxFaults();
  if (syntax.length > 0) throw new InvalidInputError(subject, syntax);

  const beside = (name: string) => path.resolve(path.dirname(file), name);
  const { config, faults, warnings } = checkConfig(
    source.value(),
    (prompt) => textOf(beside(prompt)),
    (knowledge) => bytesOf(beside(knowledge)),
  );
  const located = [...source.keysGivenTwice(), ...faults.map((fault) => source.located(fault))];
  if (located.length > 0 || !config) throw new InvalidInputError(subject, located.sort(byLine));
  return { ...config, warnings: warnings.map((warning) => source.located(warning)) };
}

function textOf(file: string): string | undefined {
  return bytesOf(file)?.toString('utf8');
}

function bytesOf(file: string): Buffer | undefined {
  return existsSync(file) && statSync(file).isFile() ? readFileSync(file) : undefined;
}

function byLine(a: Fault, b: Fault): number {
  return (a.line ?? 0) - (b.line ?? 0);
}
