import { existsSync } from 'node:fs';
import * as path from 'node:path';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { NotFoundError } from '../../lambda/core/errors';

/** The functions, each by its folder in `lambda/`. */
export type Bundle =
  | 'bridge'
  | 'call'
  | 'campaign-desk'
  | 'campaign-dial'
  | 'campaign-pace'
  | 'dial'
  | 'dial-callbacks'
  | 'import-scrub'
  | 'registry-api'
  | 'tell-expiries'
  | 'turn'
  | 'wrap-up'
  | 'provision-carrier'
  | 'provision-chime'
  | 'provision-registry';

/** Beside the compiled library in the package, in `dist` when the library runs from its source. */
const FOLDERS = ['../../bundles', '../../dist/bundles'].map((folder) => path.join(__dirname, folder));

/**
 * A function's code, bundled beforehand, so that synth needs no bundler.
 *
 * @throws NotFoundError when it has not been bundled.
 */
export function bundledCode(name: Bundle, folders = FOLDERS): Code {
  const folder = folders.map((candidate) => path.join(candidate, name)).find(isBundle);
  if (!folder) {
    throw new NotFoundError(`the code of the function ${name} is not bundled; run \`npm run build\` first`);
  }
  return Code.fromAsset(folder);
}

function isBundle(folder: string): boolean {
  return existsSync(path.join(folder, 'index.js'));
}
