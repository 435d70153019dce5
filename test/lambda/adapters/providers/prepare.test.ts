import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { prepare } from '../../../../lambda/adapters/providers/prepare';
import { fetchWithKey } from '../../../../lambda/adapters/providers/with-key';
import { ProviderError } from '../../../../lambda/core/errors';

const keys = { key: () => Promise.resolve('secret') };
let server: Server;
let connections: number;
let requests: string[];

beforeEach(async () => {
  connections = 0;
  requests = [];
  server = createServer((request, response) => {
    requests.push(`${request.method} ${request.headers.authorization ?? 'without a key'}`);
    response.writeHead(request.method === 'OPTIONS' ? 404 : 200).end('{"some":"words"}');
  });
  server.on('connection', () => connections++);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const baseUrl = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;

test('the first request goes over the connection that was opened ahead', async () => {
  await prepare({ provider: 'some', keys, baseUrl: baseUrl() });
  // The connection is free a moment after its answer is.
  await new Promise((resolve) => setImmediate(resolve));
  const send = fetchWithKey({ provider: 'some', keys, keyless: false });
  await (await send(`${baseUrl()}/speech`, { method: 'POST', body: 'Hello.' })).text();
  expect(requests).toEqual(['OPTIONS without a key', 'POST Bearer secret']);
  expect(connections).toBe(1);
});

test('what fails in it is nobody’s error', async () => {
  const wrong = { key: () => Promise.reject(new ProviderError('some', 'unauthorised', 'it has no key')) };
  const load = () => Promise.reject(new Error('no such package'));
  await prepare({ provider: 'some', keys: wrong, baseUrl: 'http://127.0.0.1:1', load });
  expect(requests).toEqual([]);
});

test('key and packages are fetched at the same time as the connection is opened', async () => {
  const begun: string[] = [];
  const noted = (what: string) => () => Promise.resolve(void begun.push(what));
  const preparing = prepare({
    provider: 'some',
    keys: { key: async () => void begun.push('key') },
    baseUrl: baseUrl(),
    load: noted('packages'),
  });
  expect(begun).toEqual(['packages', 'key']);
  await preparing;
});
