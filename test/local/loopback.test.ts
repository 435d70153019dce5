import { Agent, createServer, request, type Server } from 'node:http';
import { closeServer, listenOnLoopback } from '../../local/loopback';

/** Longer than Node lets a connection lie idle: 5 s, and 1 s that it adds for what is on its way. */
const STANDSTILL_MS = 6500;

let server: Server | undefined;
afterEach(() => closeServer(server!));

test('a connection outlives a standstill of the process', async () => {
  server = createServer((_, response) => response.end('pong'));
  const port = await listenOnLoopback(server);
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  expect(await ask(port, agent)).toBe('pong');
  await new Promise((resolve) => setImmediate(resolve));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, STANDSTILL_MS);
  expect(await ask(port, agent)).toBe('pong');
  agent.destroy();
});

test('closing breaks off a request that nobody answers', async () => {
  let asked = () => undefined as void;
  const arrival = new Promise<void>((resolve) => (asked = resolve));
  server = createServer(() => asked());
  const port = await listenOnLoopback(server);
  const answer = ask(port, new Agent()).catch((error: NodeJS.ErrnoException) => error.code);
  await arrival;
  await closeServer(server);
  expect(await answer).toBe('ECONNRESET');
});

function ask(port: number, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, agent }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve(text));
    })
      .on('error', reject)
      .end();
  });
}
