import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { parse, stringify } from 'yaml';
import type * as z from 'zod';
import type { configFile } from '../../lambda/core/config';
import { ROOT } from './folders';

export type WrittenConfig = z.input<typeof configFile>;

/** A copy of the config that comes with the project, which a test changes between two deployments. */
export class ConfigCopy {
  private readonly content = parse(
    readFileSync(path.join(ROOT, 'byon.config.yaml'), 'utf8'),
  ) as WrittenConfig;

  constructor(readonly file: string) {}

  change(how: (config: WrittenConfig) => void): void {
    how(this.content);
    writeFileSync(this.file, stringify(this.content));
  }

  /** Copies a file of the project, too, for the config to name. @returns its name there. */
  bring(file: string): string {
    const name = path.basename(file);
    copyFileSync(path.join(ROOT, file), path.join(path.dirname(this.file), name));
    return name;
  }
}
