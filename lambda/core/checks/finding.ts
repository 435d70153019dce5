import type { Fault } from '../errors';

/** Something wrong in a config, by the path of the value. The line is known where the text is. */
export interface Finding {
  path: readonly (string | number)[];
  message: string;
}

export function under(parent: Finding['path'], findings: readonly Finding[]): Finding[] {
  return findings.map(({ path, message }) => ({ path: [...parent, ...path], message }));
}

export function toFault({ path, message }: Finding, line?: number): Fault {
  return { path: path.join('.'), message, ...(line === undefined ? {} : { line }) };
}
