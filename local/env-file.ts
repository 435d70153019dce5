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
    const name = variableOf(provider);
    return process.env[name] || this.read()[name] || undefined;
  }

  private read(): NodeJS.Dict<string> {
    return existsSync(this.path) ? parseEnv(readFileSync(this.path, 'utf8')) : {};
  }
}
