import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ROOT } from '../../lib/stacks';

/** A person at a terminal: the prompt is a package that jest cannot load, so it runs in a program of its own. */
async function typing(keys: string): Promise<{ answer: unknown; screen: string }> {
  const program = `
    const { PassThrough } = require('node:stream');
    const { askForKey } = require('${ROOT}/bin/keys/ask-for-key');
    const input = Object.assign(new PassThrough(), { isTTY: true, isRaw: false, setRawMode: () => input });
    const output = Object.assign(new PassThrough(), { isTTY: true, columns: 80, rows: 24 });
    let screen = '';
    output.on('data', (text) => (screen += text));
    askForKey('Key of openai', { input, output }).then((answer) =>
      console.log(JSON.stringify({ answer: answer ?? null, screen })),
    );
    input.write(${JSON.stringify(keys)});
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ['--require', 'tsx/cjs', '-e', program], {
    cwd: ROOT,
  });
  return JSON.parse(stdout) as { answer: unknown; screen: string };
}

it('shows asterisks for what is typed', async () => {
  const { answer, screen } = await typing('sk-planted\r');
  expect(answer).toBe('sk-planted');
  expect(screen).toContain('Key of openai');
  expect(screen).toContain('*');
  expect(screen).not.toMatch(/planted|[^a-z]sk-/);
});

it('gives nothing when the person leaves', async () => {
  expect(await typing('sk-planted\u0003')).toMatchObject({ answer: null });
});
