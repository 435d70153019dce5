import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { configJsonSchema } from '../lib/config/json-schema';

export const SCHEMA_FILE = path.join(__dirname, '../lib/config/byon.config.schema.json');

/** @returns the JSON schema of `byon.config.yaml` as it should stand in {@link SCHEMA_FILE}. */
export async function renderSchema(): Promise<string> {
  const style = await resolveConfig(SCHEMA_FILE);
  return format(JSON.stringify(configJsonSchema()), { ...style, filepath: SCHEMA_FILE });
}

export async function writeSchema(): Promise<void> {
  writeFileSync(SCHEMA_FILE, await renderSchema());
}
