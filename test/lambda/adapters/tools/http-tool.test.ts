import { HttpTools } from '../../../../lambda/adapters/tools/http-tool';
import { ToolError } from '../../../../lambda/core/tools/tool-error';
import { SystemClock } from '../../../../lambda/adapters/system-clock';
import { aToolContext, anHttpTool } from '../../../builders/tool';
import { HERE, json, TOOL_KEY, ToolServer, type Answer } from '../../../fakes/tool-server/tool-server';

const clock = new SystemClock();
let server: ToolServer;
beforeEach(async () => {
  server = await ToolServer.open(() => clock.now());
});
afterEach(() => server.close());

const secrets = { key: () => Promise.resolve(TOOL_KEY) };
const ARGS = { order: 'A-17', customer: 'आशा' };

/** Asks the tool, at the server's address unless told otherwise. */
async function ask({
  url = server.url,
  tools = new HttpTools({ secrets, clock, network: server.network }),
  signal,
}: { url?: string; tools?: HttpTools; signal?: AbortSignal } = {}): Promise<string> {
  const tool = { ...anHttpTool(), url };
  return tools.run(tool, { tool, args: ARGS }, aToolContext({ ...(signal && { signal }) }));
}

async function failureOf(asking: Promise<string>): Promise<Pick<ToolError, 'kind' | 'message'>> {
  const error = await asking.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ToolError)) throw new Error('it did not fail with a ToolError', { cause: error });
  return { kind: error.kind, message: error.message };
}

describe('a tool over HTTP', () => {
  it('is asked by a signed POST, and its answer is the result', async () => {
    server.answer = (_, response) => json(response, 200, { status: 'sent' });
    expect(await ask()).toBe('{"status":"sent"}');
    expect(server.requests).toEqual([
      {
        path: '/orders',
        headers: expect.objectContaining({ 'accept-encoding': 'identity', 'user-agent': 'byon' }) as unknown,
        body: {
          tool: 'find_order',
          arguments: ARGS,
          idempotencyKey: 'call-1-1-1-1',
          call: { id: 'call-1', turn: 1, agent: 'reception', number: '+918041234567', caller: 'anonymous' },
        },
      },
    ]);
  });

  it('is not taken by the other side when it is signed with another key', async () => {
    const tools = new HttpTools({
      secrets: { key: () => Promise.resolve('another key of thirty-two characters') },
      clock,
      network: server.network,
    });
    expect(await failureOf(ask({ tools }))).toEqual({
      kind: 'refused',
      message: 'the tool find_order: it answered 401',
    });
    expect(server.requests).toEqual([]);
  });

  it('is not taken by the other side when the signature is old', async () => {
    const late = { now: () => clock.now() - 301_000, sleep: clock.sleep.bind(clock) };
    const tools = new HttpTools({ secrets, clock: late, network: server.network });
    expect(await failureOf(ask({ tools }))).toMatchObject({ kind: 'refused' });
  });

  it('may answer in plain text, or with nothing', async () => {
    server.answer = (_, response) =>
      response.writeHead(200, { 'content-type': 'text/plain' }).end(' On its way. ');
    expect(await ask()).toBe('On its way.');
    server.answer = (_, response) => response.writeHead(204).end();
    expect(await ask()).toBe('Done.');
  });
});

describe('a tool over HTTP fails', () => {
  const redirect: Answer = (_, response) =>
    response.writeHead(302, { location: 'https://169.254.169.254/latest/meta-data/' }).end();
  const typed =
    (headers: Record<string, string>, body: string): Answer =>
    (_, response) =>
      response.writeHead(200, headers).end(body);

  it.each<[string, Answer, ToolError['kind'], string]>([
    ['it redirects', redirect, 'refused', 'it answered 302'],
    ['it refuses', (_, r) => json(r, 422, { secret: 'words' }), 'refused', 'it answered 422'],
    ['it breaks', (_, r) => json(r, 500, { secret: 'words' }), 'failed', 'it answered 500'],
    [
      'it answers with a page',
      typed({ 'content-type': 'text/html' }, '<p>'),
      'failed',
      'neither application/json',
    ],
    ['its answer has no type', typed({}, 'words'), 'failed', 'neither application/json'],
    [
      'it compresses',
      typed({ 'content-type': 'text/plain', 'content-encoding': 'gzip' }, 'words'),
      'failed',
      'compressed',
    ],
    [
      'its answer is huge',
      typed({ 'content-type': 'text/plain' }, 'x'.repeat(300_000)),
      'failed',
      'larger than 262144 bytes',
    ],
    ['it hangs up', (_, r) => void r.destroy(), 'failed', 'the connection broke (ECONNRESET)'],
    [
      'it breaks off',
      (_, r) => {
        r.writeHead(200, { 'content-type': 'text/plain', 'content-length': '100' });
        r.write('words', () => r.destroy());
      },
      'failed',
      'the connection broke',
    ],
  ])('when %s', async (_, answer, kind, message) => {
    server.answer = answer;
    const failure = await failureOf(ask());
    expect(failure).toEqual({ kind, message: expect.stringContaining(message) as unknown });
    expect(failure.message).not.toContain('words');
    expect(server.requests).toHaveLength(1);
  });

  it('when it is stopped before it has answered', async () => {
    const stop = new AbortController();
    server.answer = () => stop.abort();
    expect(await failureOf(ask({ signal: stop.signal }))).toMatchObject({ kind: 'timeout' });
  });

  it('when its certificate is not trusted, before anything is sent', async () => {
    const { ca: _, ...network } = server.network;
    const failure = await failureOf(ask({ tools: new HttpTools({ secrets, clock, network }) }));
    expect(failure).toMatchObject({ kind: 'refused', message: expect.stringContaining('CERT') as unknown });
    expect(server.requests).toEqual([]);
  });

  it('when its certificate is for another host', async () => {
    const failure = await failureOf(ask({ url: `https://other.example.com:${server.port}/` }));
    expect(failure).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('ALTNAME') as unknown,
    });
    expect(server.requests).toEqual([]);
  });

  it('when there is no key, which it does not quote', async () => {
    const tools = new HttpTools({
      secrets: { key: () => Promise.reject(new Error('half a key')) },
      clock,
      network: server.network,
    });
    const failure = await failureOf(ask({ tools }));
    expect(failure).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('byon/tools') as unknown,
    });
    expect(failure.message).not.toContain('half a key');
  });
});

describe('a tool over HTTP reaches public hosts only', () => {
  const address = (ip: string) => ({ address: ip, family: ip.includes(':') ? 6 : 4 });

  it.each([
    ['10.0.0.1'],
    ['169.254.169.254'],
    ['::1'],
    ['::ffff:127.0.0.1'],
    ['64:ff9b::a9fe:a9fe'],
    ['fd00:ec2::254'],
  ])('not a name that leads to %s', async (ip) => {
    server.names = [[address(ip)]];
    expect(await failureOf(ask())).toEqual({
      kind: 'refused',
      message: 'the tool find_order: its url leads to an address that is not public',
    });
    expect(server.requests).toEqual([]);
  });

  it('not a name that leads to public and private addresses alike', async () => {
    server.names = [[HERE, address('192.168.0.1')]];
    expect(await failureOf(ask())).toMatchObject({ kind: 'refused' });
    expect(server.requests).toEqual([]);
  });

  it('by the one answer of the name server that was checked, whatever it answers next', async () => {
    server.names = [[HERE], [address('10.0.0.1')]];
    expect(await ask()).toBe('{"found":true}');
    expect(server.lookups).toEqual(['tools.example.com']);
    expect(await failureOf(ask())).toMatchObject({ kind: 'refused' });
    expect(server.lookups).toHaveLength(2);
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    'https://10.0.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://2852039166/',
    'https://0xa9fea9fe/',
    'https://0251.0376.0251.0376/',
    'https://[::1]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://[fd00:ec2::254]/',
    'http://tools.example.com/',
    'https://user:pass@tools.example.com/',
    'https://tools.example.com:22/',
    'file:///etc/passwd',
    'not a url',
  ])('not %s, even if a record holds it', async (url) => {
    const tools = new HttpTools({
      secrets,
      clock,
      network: { ...server.network, allowsPort: (port) => port === 443 },
    });
    expect(await failureOf(ask({ url, tools }))).toMatchObject({ kind: 'refused' });
    expect(server.lookups).toEqual([]);
  });

  it('and not this machine, unless a test leads it there', async () => {
    const tools = new HttpTools({ secrets, clock });
    expect(await failureOf(ask({ url: 'https://127.0.0.1/', tools }))).toMatchObject({ kind: 'refused' });
    expect(await failureOf(ask({ url: 'https://localhost/', tools }))).toMatchObject({ kind: 'refused' });
    expect(await failureOf(ask({ tools }))).toMatchObject({
      message: expect.stringContaining('port') as unknown,
    });
  });
});
