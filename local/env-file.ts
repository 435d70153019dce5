import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { KeyRing } from '../lambda/core/ports';

/** Where a provider's key stands in `.env`: `OPENAI_API_KEY`, `OPENAI_COMPATIBLE_API_KEY`. */
export function variableOf(provider: string): string {
  return `${provider.toUpperCase().replaceAll('-', '_')}_API_KEY`;
}

/** The company's keys as its secrets hold them in AWS, read from `.env` here; the environment goes first. */
export class EnvFileKeyRing implements KeyRing {
  constructor(private readonly path: string) {}

  async key(provider: string): Promise<string | undefined> {
    return readEnv(this.path, variableOf(provider));
  }
}

/** A variable of the environment, or else of a file such as `.env`, if there is one. */
export function readEnv(path: string, name: string): string | undefined {
  const file = existsSync(path) ? parseEnv(readFileSync(path, 'utf8')) : {};
  return process.env[name] || file[name] || undefined;
}
