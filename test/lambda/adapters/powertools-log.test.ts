import { powertoolsLog } from '../../../lambda/adapters/powertools-log';
import type { Log } from '../../../lambda/core/ports';

const written: string[] = [];
const write = process.stdout.write.bind(process.stdout);
const writeError = process.stderr.write.bind(process.stderr);

beforeEach(() => {
  written.length = 0;
  process.stdout.write = process.stderr.write = (text: string | Uint8Array) => {
    written.push(String(text));
    return true;
  };
});
afterEach(() => {
  process.stdout.write = write;
  process.stderr.write = writeError;
  delete process.env['BYON_LOG_PII'];
});

/** The lines that `work` logs, parsed. */
function linesOf(work: (log: Log) => void): Record<string, unknown>[] {
  work(powertoolsLog());
  return written.map((line) => JSON.parse(line) as Record<string, unknown>);
}

it('writes one line of JSON, with its level and fields', () => {
  const lines = linesOf((log) => {
    log.info('a turn is done', { turn: 3 });
    log.warn('a warning');
    log.error('a turn failed', { reason: 'no' });
  });
  expect(lines).toMatchObject([
    { level: 'INFO', message: 'a turn is done', turn: 3 },
    { level: 'WARN', message: 'a warning' },
    { level: 'ERROR', message: 'a turn failed', reason: 'no' },
  ]);
});

it('leaves personal data out', () => {
  linesOf((log) => log.info('a turn is done', { turn: 3 }, { heard: 'My name is Asha.' }));
  expect(written.join('')).not.toContain('Asha');
});

it('writes personal data where the operator asks for them', () => {
  process.env['BYON_LOG_PII'] = 'true';
  const [line] = linesOf((log) => log.info('a turn is done', {}, { heard: 'My name is Asha.' }));
  expect(line).toMatchObject({ pii: { heard: 'My name is Asha.' } });
});

it('writes an error without its cause, which may hold what was sent to a provider', () => {
  const cause = Object.assign(new Error('what was sent: My name is Asha.'), { requestBody: 'Asha' });
  const [line] = linesOf((log) => log.error('a turn failed', { error: new TypeError('no', { cause }) }));
  expect(line).toMatchObject({ error: { name: 'TypeError', message: 'no' } });
  expect(written.join('')).not.toContain('Asha');
});
