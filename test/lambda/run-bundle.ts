import { execFile } from 'node:child_process';
import * as path from 'node:path';
import { promisify } from 'node:util';

/** Hands the event to the bundle's handler and prints the answer last, behind a line of its own. */
const SCRIPT = `
  require(process.argv[1]).handler(JSON.parse(process.argv[2]))
    .then((answer) => console.log('\\nanswer: ' + JSON.stringify(answer ?? null)));
`;

/** Runs a bundle as Lambda does: in a process of its own, with nothing but its environment and the event. */
export async function runBundle(
  folder: string,
  event: unknown,
  env: Record<string, string>,
): Promise<{ answer: unknown; log: string }> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['-e', SCRIPT, path.join(folder, 'index.js'), JSON.stringify(event)],
    { env: { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', ...env } },
  );
  const [log = '', answer = 'null'] = stdout.split('\nanswer: ');
  return { log, answer: JSON.parse(answer) };
}

/** Where a client of the AWS SDK finds its service, for the bundle to find it there too. */
export async function addressOf({ config }: { config: { endpoint?: unknown } }): Promise<string> {
  const { hostname, port } = await (config.endpoint as () => Promise<{ hostname: string; port: number }>)();
  return `http://${hostname}:${port}`;
}
