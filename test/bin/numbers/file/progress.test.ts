import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { progressOf } from '../../../../bin/numbers/file/progress';
import { ROOT } from '../../../lib/stacks';

it('is a line for each 10,000 rows where nobody watches', async () => {
  let text = '';
  const progress = await progressOf('written', { write: (more) => (text += more) }, 25_000);
  for (let i = 0; i < 250; i += 1) progress.advance(100);
  progress.end();
  expect(text).toBe('written: 10,000 of 25,000 rows\nwritten: 20,000 of 25,000 rows\n');
});

/** The bar is a package that jest cannot load, so it runs in a program of its own. */
async function onTerminal(total: string): Promise<string> {
  const program = `
    const { PassThrough } = require('node:stream');
    const { progressOf } = require('${ROOT}/bin/numbers/file/progress');
    const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80, rows: 24 });
    output.on('data', (text) => process.stdout.write(text));
    progressOf('written', output, ${total}).then((progress) => {
      progress.advance(100);
      progress.advance(100);
      progress.end();
    });
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--require', 'tsx/cjs', '-e', program], {
    cwd: ROOT,
  });
  return stdout;
}

it('is a bar on a terminal, and a wheel where nobody knows how much there is', async () => {
  const [bar, wheel] = await Promise.all([onTerminal('200'), onTerminal('undefined')]);
  expect(bar).toContain('written: 200 of 200 rows');
  expect(wheel).toContain('written: 200 rows');
});
