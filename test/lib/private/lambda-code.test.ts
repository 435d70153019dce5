import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { bundledCode } from '../../../lib/private/lambda-code';
import { messageOf } from '../stacks';

it('says what to run when a function is not bundled', () => {
  const empty = mkdtempSync(path.join(tmpdir(), 'byon-bundles-'));
  expect(messageOf(() => bundledCode('call', [empty]))).toBe(
    'the code of the function call is not bundled; run `npm run build` first',
  );
});
