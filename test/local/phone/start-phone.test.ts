import { once } from 'node:events';
import { createServer, get, type Server } from 'node:http';
import { networkInterfaces } from 'node:os';
import { connect, type AddressInfo } from 'node:net';
import { WebSocket } from 'ws';
import { VirtualClock } from '../../../local/clock';
import { startPhone, type Phone } from '../../../local/phone';
import type { World } from '../../../local/world';
import { PageClient } from './page-client';
import { NUMBER, openPhoneWorld } from './phone-world';

describe('the phone server', () => {
  let world: World;
  let phone: Phone;

  beforeAll(async () => {
    world = await openPhoneWorld(new VirtualClock());
    phone = await startPhone({ world, port: 0 });
  });
  afterAll(async () => {
    await phone.close();
    await world.close();
  });

  const portOf = ({ url }: Phone) => Number(new URL(url).port);

  /** The status of a request, with headers that fetch would not let us choose. */
  async function statusOf(
    path: string,
    headers: Record<string, string> = {},
    method = 'GET',
  ): Promise<number> {
    const request = get({ host: '127.0.0.1', port: portOf(phone), path, headers, method, agent: false });
    const [response] = await once(request, 'response');
    response.resume();
    return response.statusCode;
  }

  /** How an upgrade to a WebSocket is answered. */
  async function upgrade(headers: Record<string, string>): Promise<number> {
    const socket = new WebSocket(phone.url.replace('http', 'ws'), { headers });
    socket.on('error', () => undefined);
    const status = await Promise.race([
      once(socket, 'open').then(() => 101),
      once(socket, 'unexpected-response').then(([, response]) => response.statusCode as number),
    ]);
    socket.terminate();
    return status;
  }

  it('serves the page and every file that the page names', async () => {
    const html = await (await fetch(phone.url)).text();
    const named = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map((match) => match[1]!);
    expect(named).toEqual(expect.arrayContaining(['phone.js', 'phone.css', 'icon.svg']));
    for (const file of named) expect((await fetch(new URL(file, phone.url))).status).toBe(200);
  });

  it('lets the page reach nothing but its own server', async () => {
    const policy = (await fetch(phone.url)).headers.get('content-security-policy');
    expect(policy).toContain(`default-src 'none'`);
    expect(policy).toContain(`connect-src ws://127.0.0.1:${portOf(phone)};`);
    expect(policy).not.toContain('unsafe');
    expect(policy).not.toContain('*');
  });

  it('answers under its own names only', async () => {
    const port = portOf(phone);
    expect(await statusOf('/', { host: `127.0.0.1:${port}` })).toBe(200);
    expect(await statusOf('/', { host: `localhost:${port}` })).toBe(200);
    expect(await statusOf('/', { host: `elsewhere.example:${port}` })).toBe(403);
    expect(await statusOf('/', { host: '127.0.0.1' })).toBe(403);
  });

  it('opens a WebSocket for its own page only', async () => {
    const port = portOf(phone);
    expect(await upgrade({ origin: `http://127.0.0.1:${port}` })).toBe(101);
    expect(await upgrade({ origin: `http://localhost:${port}` })).toBe(101);
    expect(await upgrade({ origin: 'http://elsewhere.example' })).toBe(403);
    expect(await upgrade({ origin: `http://127.0.0.1:${port + 1}` })).toBe(403);
    expect(await upgrade({ origin: 'null' })).toBe(403);
    expect(await upgrade({})).toBe(403);
    expect(await upgrade({ origin: `http://127.0.0.1:${port}`, host: `elsewhere.example:${port}` })).toBe(
      403,
    );
  });

  it('hands out nothing but its own files', async () => {
    expect(await statusOf('/../../package.json')).toBe(404);
    expect(await statusOf('/%2e%2e/start.ts')).toBe(404);
    expect(await statusOf('/calls/unknown.wav')).toBe(404);
    expect(await statusOf('/', {}, 'POST')).toBe(405);
  });

  it('listens on 127.0.0.1 and on no other address', async () => {
    const others = Object.values(networkInterfaces())
      .flat()
      .filter((one) => one !== undefined && one.family === 'IPv4' && one.address !== '127.0.0.1')
      .map((one) => one!.address);
    for (const host of [...others, '127.0.0.2']) {
      const socket = connect({ host, port: portOf(phone) });
      const outcome = await Promise.race([
        once(socket, 'connect').then(() => 'connected'),
        once(socket, 'error').then(() => 'refused'),
      ]).catch(() => 'refused');
      socket.destroy();
      expect([host, outcome]).toEqual([host, 'refused']);
    }
  });

  it('takes the next port when its own is taken', async () => {
    const taken: Server = createServer();
    taken.listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const second = await startPhone({ world, port });
    expect(portOf(second)).toBeGreaterThan(port);
    await second.close();
    taken.close();
  });

  it('hangs up and lets go of the page when it is switched off', async () => {
    const second = await startPhone({ world, port: 0 });
    const page = await PageClient.open(second.url);
    page.tell({ type: 'call', to: NUMBER, from: 'anonymous' });
    await page.message('agent');
    await second.close();
    await page.closed();
    expect(page.all('ended')).toHaveLength(1);
    await expect(fetch(second.url)).rejects.toThrow();
  });
});
