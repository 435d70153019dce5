import { configFile } from '../../lambda/core/config';
import { jsonSchemaOf, type JsonSchema } from '../../lambda/core/checks/json-schema';

/** The schema of `byon.config.yaml` for editors. `lib/config/byon.config.schema.json` is written from it. */
export function configJsonSchema(): JsonSchema {
  return { ...jsonSchemaOf(configFile), title: 'byon.config.yaml' } as JsonSchema;
}
