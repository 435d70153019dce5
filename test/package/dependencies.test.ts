import { build } from 'esbuild';
import { dependencies } from '../../package.json';
import { ROOT } from '../lib/stacks';

/** What the library, the core and the command-line tool load, however lazily. */
async function reached(): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: ['lib/index.ts', 'lambda/core/index.ts', 'bin/byon.ts'],
    outdir: 'nowhere',
    bundle: true,
    packages: 'external',
    platform: 'node',
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  const imports = Object.values(metafile.inputs).flatMap(({ imports }) => imports);
  const names = imports
    .filter(({ external, path }) => external && !path.startsWith('node:'))
    .map(({ path }) => /^(?:@[^/]+\/)?[^/]+/.exec(path)![0]);
  return [...new Set(names)].sort();
}

/** The app brings these itself. */
const PEERS = ['aws-cdk-lib', 'constructs', 'text2wav'];

it('makes an app install what its own code loads, and nothing that only the bundled functions use', async () => {
  const needed = (await reached()).filter((name) => !PEERS.includes(name));
  expect(needed).toEqual(Object.keys(dependencies).sort());
});
