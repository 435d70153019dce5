import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { ensureBundles, ROOT } from '../lib/stacks';

interface CdkJson {
  app: string;
  context: Record<string, unknown>;
}
const cdkJson = JSON.parse(readFileSync(path.join(ROOT, 'cdk.json'), 'utf8')) as CdkJson;

let out: string;
beforeEach(() => {
  ensureBundles();
  out = mkdtempSync(path.join(tmpdir(), 'byon-app-'));
});
afterEach(() => {
  rmSync(out, { recursive: true, force: true });
});

/** Runs the app as the CDK CLI does: the command of `cdk.json`, with its context in the environment. */
function runApp(context: Record<string, unknown> = {}, env: Record<string, string> = {}) {
  return spawnSync(cdkJson.app, {
    shell: true,
    cwd: ROOT,
    encoding: 'utf8',
    env: {
      ...env,
      PATH: process.env.PATH,
      CDK_OUTDIR: out,
      CDK_CONTEXT_JSON: JSON.stringify({ ...cdkJson.context, ...context }),
    },
  });
}

it('writes the stack Byon, for any account and region, without credentials', () => {
  const { status, stderr } = runApp();
  expect(status).toBe(0);
  expect(stderr.match(/WARNING .{24}/g)).toEqual([
    'WARNING The stack has no fixed r',
    'WARNING There are Indian numbers',
  ]);
  const manifest = JSON.parse(readFileSync(path.join(out, 'manifest.json'), 'utf8'));
  expect(manifest.artifacts.Byon.environment).toBe('aws://unknown-account/unknown-region');
});

it('puts no key of the environment into a template, an asset or any other file', () => {
  const planted = ['sk-planted-0123456789', 'planted-aws-secret', 'planted-auth-token'];
  const [OPENAI_API_KEY, AWS_SECRET_ACCESS_KEY, TWILIO_AUTH_TOKEN] = planted as [string, string, string];
  runApp({}, { OPENAI_API_KEY, AWS_SECRET_ACCESS_KEY, TWILIO_AUTH_TOKEN });
  const files = readdirSync(out, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const holding = files
    .map(({ parentPath, name }) => path.join(parentPath, name))
    .filter((file) => planted.some((key) => readFileSync(file, 'utf8').includes(key)));
  expect(files.map(({ name }) => name)).toContain('Byon.template.json');
  expect(holding).toEqual([]);
});

it('takes another config from the context, and tells its faults without a stack trace', () => {
  const { status, stderr } = runApp({ config: 'test/lib/config/fixtures/faulty.yaml' });
  expect(status).toBe(1);
  expect(stderr).toMatch(/^faulty\.yaml has 28 faults:\n {2}line 3, agents\.reception\.language: /);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(existsSync(path.join(out, 'manifest.json'))).toBe(false);
});

it('refuses a region without Amazon Chime before anything is deployed', () => {
  const { status, stderr } = runApp(
    {},
    { CDK_DEFAULT_ACCOUNT: '111122223333', CDK_DEFAULT_REGION: 'ap-south-1' },
  );
  expect(status).toBe(1);
  expect(stderr).toMatch(/ap-south-1 has no Amazon Chime SDK Voice Connectors; there are .*ap-southeast-1/);
  expect(stderr).not.toMatch(/^\s+at /m);
});
