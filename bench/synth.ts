import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { parse, stringify } from 'yaml';
import type { Synth } from './report';

const ROOT = path.join(__dirname, '..');

/** Synthesises `byon.config.yaml` with this many numbers as a user does, through the CDK's command-line tool. */
export function synth(count: number): Synth {
  const folder = mkdtempSync(path.join(tmpdir(), 'byon-bench-'));
  try {
    const config = path.join(folder, 'byon.config.yaml');
    writeFileSync(config, stringify(withNumbers(count)));
    const output = path.join(folder, 'out');
    const from = performance.now();
    const options = ['synth', '--quiet', '-c', `config=${config}`, '--output', output];
    execFileSync(process.execPath, [require.resolve('aws-cdk/bin/cdk'), ...options], {
      cwd: ROOT,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const seconds = (performance.now() - from) / 1000;
    return { seconds, templateBytes: statSync(path.join(output, 'Byon.template.json')).size };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function withNumbers(count: number): object {
  const config = parse(readFileSync(path.join(ROOT, 'byon.config.yaml'), 'utf8')) as { agents: object };
  const agent = Object.keys(config.agents)[0]!;
  const numbers = Array.from({ length: count }, (_, i): [string, object] => [
    `+1415${2_000_000 + i}`,
    { agent, variables: { branch: `branch ${i}` } },
  ]);
  return { ...config, numbers: Object.fromEntries(numbers) };
}
