import { McpTools } from '../../../../../lambda/adapters/tools/mcp/mcp-tools';
import { SystemClock } from '../../../../../lambda/adapters/system-clock';
import type { McpServer } from '../../../../../lambda/core/agents/tools/mcp';
import { ToolError } from '../../../../../lambda/core/tools/tool-error';
import type { ToolResult } from '../../../../../lambda/core/tools/tool-runner';
import { aToolContext } from '../../../../builders/tool';
import { McpServerFake, TOKEN, type McpFault } from '../../../../fakes/mcp/mcp-server';
import { RecordingLog } from '../../../../fakes/ports';

const BOOK = {
  name: 'clinic.book',
  description: 'Books an appointment.',
  inputSchema: { type: 'object', properties: { day: { type: 'string' } }, required: ['day'] },
};
const FIND = { name: 'find', inputSchema: { type: 'object' } };

let server: McpServerFake;
let log: RecordingLog;
let ahead = 0;
const wall = new SystemClock();
const clock = { now: () => wall.now() + ahead, sleep: wall.sleep.bind(wall) };

beforeEach(async () => {
  server = await McpServerFake.open();
  server.tools = [BOOK, FIND];
  log = new RecordingLog();
  ahead = 0;
});
afterEach(() => server.close());

function theTools(): McpTools {
  return new McpTools({ secrets: { token: async () => TOKEN }, clock, log, network: server.network });
}

function settings(changes: Partial<McpServer> = {}): McpServer {
  return {
    type: 'mcp',
    url: server.url,
    secret: 'clinic/mcp',
    tools: ['clinic.book'],
    timeoutSeconds: 8,
    ...changes,
  };
}

/** Has the first tool of a server run, as a turn does. */
async function call(
  tools: McpTools,
  args: Record<string, unknown> = { day: 'Monday' },
  signal?: AbortSignal,
): Promise<ToolResult> {
  const [tool] = await tools.functionsOf(settings());
  if (!tool) throw new Error('the tool is not offered');
  return tools.run(tool, { tool, args }, aToolContext({ ...(signal && { signal }) }));
}

async function failureOf(asking: Promise<unknown>): Promise<Pick<ToolError, 'kind' | 'message'>> {
  const error = await asking.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ToolError)) throw new Error('it did not fail with a ToolError', { cause: error });
  return { kind: error.kind, message: error.message };
}

const ERAS = ['modern', 'legacy', 'both'] as const;
const FORMS = ['json', 'events'] as const;

describe.each(ERAS)('an MCP server, %s', (era) => {
  beforeEach(() => {
    server.era = era;
  });

  it.each(FORMS)('tells its tools and runs one, in %s', async (form) => {
    server.form = form;
    const tools = theTools();
    const [tool] = await tools.functionsOf(settings());
    expect(tool).toMatchObject({
      type: 'mcp',
      name: 'clinic_book',
      remote: 'clinic.book',
      description: 'Books an appointment.',
      parameters: BOOK.inputSchema,
      timeoutSeconds: 8,
    });
    server.answer = (_, { day }) => ({ content: [{ type: 'text', text: `Booked for ${String(day)}: आशा` }] });
    expect(await call(tools)).toEqual({ status: 'done', content: 'Booked for Monday: आशा' });
    expect(server.calls).toEqual([
      {
        name: 'clinic.book',
        args: { day: 'Monday' },
        headers: expect.objectContaining({
          'idempotency-key': 'call-1-1-1-1',
          authorization: `Bearer ${TOKEN}`,
        }) as unknown,
      },
    ]);
  });

  it('is asked for all pages of its tools', async () => {
    server.pageSize = 1;
    server.tools = [FIND, BOOK];
    expect(await theTools().functionsOf(settings())).toHaveLength(1);
  });

  it('is asked again for its tools after five minutes, and not before', async () => {
    const tools = theTools();
    const listings = () => server.asked.filter((one) => one === 'tools/list 200').length;
    await tools.functionsOf(settings());
    ahead = 299_000;
    await tools.functionsOf(settings({ tools: ['find'] }));
    expect(listings()).toBe(1);
    ahead = 301_000;
    await tools.functionsOf(settings());
    expect(listings()).toBe(2);
  });

  it.each<[McpFault, string]>([
    ['hang up', 'failed'],
    ['break the stream', 'failed'],
    ['500', 'failed'],
    ['huge', 'failed'],
    ['nonsense', 'failed'],
    ['another id', 'failed'],
  ])('has a tool run once when it does this to the call: %s', async (does, kind) => {
    server.faults.push({ method: 'tools/call', does });
    const failure = await failureOf(call(theTools()));
    expect(failure.kind).toBe(kind);
    expect(failure.message).not.toContain('secret words');
    expect(server.calls).toHaveLength(1);
  });

  it('is left when the call is stopped before it has answered', async () => {
    const stop = new AbortController();
    server.faults.push({ method: 'tools/call', does: 'hang' });
    const failing = failureOf(call(theTools(), undefined, stop.signal));
    while (server.calls.length === 0) await wall.sleep(1);
    stop.abort();
    expect(await failing).toMatchObject({ kind: 'timeout' });
  });

  it('is asked once more with a new token when the old one has expired, which runs nothing twice', async () => {
    let known = 'old token';
    const token = async (_: string, renew = false) => (renew ? (known = TOKEN) : known);
    const tools = new McpTools({ secrets: { token }, clock, log, network: server.network });
    expect((await call(tools)).status).toBe('done');
    known = 'old token';
    expect((await call(tools)).status).toBe('done');
    expect(server.calls).toHaveLength(2);
    expect(server.asked).toContain('tools/call 401');
  });

  it('is not asked a third time when it refuses the new token as well', async () => {
    server.token = 'another';
    expect(await failureOf(theTools().functionsOf(settings()))).toMatchObject({ kind: 'refused' });
    expect(server.asked).toEqual(['tools/list 401', 'tools/list 401']);
  });
});

describe('a session', () => {
  beforeEach(() => {
    server.era = 'legacy';
  });

  it('is opened by a handshake, once for many requests', async () => {
    const tools = theTools();
    await call(tools);
    await call(tools);
    expect(server.asked).toEqual([
      'tools/list 400',
      'initialize 200',
      'notifications/initialized 202',
      'tools/list 200',
      'tools/call 200',
      'tools/call 200',
    ]);
  });

  it('is opened anew when the server has forgotten it, and the tool is run once', async () => {
    const tools = theTools();
    await call(tools);
    server.legacy.forget();
    expect((await call(tools)).status).toBe('done');
    expect(server.calls).toHaveLength(2);
    expect(server.asked.slice(-4)).toEqual([
      'tools/call 404',
      'initialize 200',
      'notifications/initialized 202',
      'tools/call 200',
    ]);
  });

  it('is not needed where a server gives none', async () => {
    server.legacy.withSessions = false;
    server.legacy.version = '2025-03-26';
    expect((await call(theTools())).status).toBe('done');
  });

  it('is not opened with a server of a version that is not known', async () => {
    server.legacy.version = '2024-11-05';
    expect(await failureOf(theTools().functionsOf(settings()))).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('no version of MCP') as unknown,
    });
  });
});

describe('the tools of an MCP server', () => {
  it('are not offered when the server lacks one, which is logged, and the others are', async () => {
    const found = await theTools().functionsOf(settings({ tools: ['gone', 'find'] }));
    expect(found.map(({ name }) => name)).toEqual(['find']);
    expect(log.entries).toMatchObject([
      { message: 'a tool of an MCP server cannot be offered', fields: { tool: 'gone' } },
    ]);
  });

  it('are listed anew when the server does not know one any more', async () => {
    const tools = theTools();
    const [tool] = await tools.functionsOf(settings());
    server.tools = [FIND];
    const running = tools.run(tool!, { tool: tool!, args: { day: 'Monday' } }, aToolContext());
    expect(await failureOf(running)).toEqual({
      kind: 'refused',
      message: 'the tool clinic_book: it answered 200 with the error -32602',
    });
    expect(await tools.functionsOf(settings())).toEqual([]);
  });

  it('are listed anew when the server says that they have changed', async () => {
    server.form = 'events';
    server.announces = true;
    const tools = theTools();
    await call(tools);
    server.tools = [{ ...BOOK, description: 'Books, from today on, a room.' }];
    expect(await tools.functionsOf(settings())).toMatchObject([
      { description: 'Books, from today on, a room.' },
    ]);
  });

  it('are not asked for again at once when the server is down', async () => {
    server.faults.push({ method: 'tools/list', does: '500' });
    const tools = theTools();
    await failureOf(tools.functionsOf(settings()));
    await failureOf(tools.functionsOf(settings()));
    expect(server.asked).toEqual(['tools/list 500']);
    ahead = 31_000;
    expect(await tools.functionsOf(settings())).toHaveLength(1);
  });

  it('are not told to one who has no token', async () => {
    const tools = new McpTools({
      secrets: { token: () => Promise.reject(new Error('half a token')) },
      clock,
      log,
      network: server.network,
    });
    const failure = await failureOf(tools.functionsOf(settings()));
    expect(failure).toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('clinic/mcp') as unknown,
    });
    expect(failure.message).not.toContain('half a token');
  });

  it('are asked for at public addresses only', async () => {
    const tools = new McpTools({ secrets: { token: async () => TOKEN }, clock, log });
    expect(
      await failureOf(tools.functionsOf(settings({ url: 'https://169.254.169.254/mcp' }))),
    ).toMatchObject({
      kind: 'refused',
    });
    expect(await failureOf(tools.functionsOf(settings({ url: 'https://localhost/mcp' })))).toMatchObject({
      kind: 'refused',
    });
    expect(server.asked).toEqual([]);
  });
});

describe('arguments that a schema wants in headers', () => {
  const annotated = (header: unknown, type = 'string') => ({
    ...BOOK,
    inputSchema: { type: 'object', properties: { day: { type, 'x-mcp-header': header } } },
  });

  it.each(['Monday', 'सोमवार', ' Monday ', '=?base64?x?='])('go there, as in %j', async (day) => {
    server.tools = [annotated('Day')];
    expect((await call(theTools(), { day })).status).toBe('done');
    expect((await call(theTools(), {})).status).toBe('done');
  });

  it.each([
    ['', 'string'],
    ['A day', 'string'],
    [7, 'string'],
    ['Day', 'number'],
  ])('may not be called %j for a %s', async (header, type) => {
    server.tools = [annotated(header, type)];
    expect(await theTools().functionsOf(settings())).toEqual([]);
    expect(log.messages('warn')).toEqual(['a tool of an MCP server cannot be offered']);
  });
});

describe('the result of a tool', () => {
  it.each([
    [
      {
        content: [
          { type: 'text', text: 'one' },
          { type: 'text', text: 'two' },
        ],
      },
      'done',
      'one\ntwo',
    ],
    [{ content: [], structuredContent: { slot: 'ten' } }, 'done', '{"slot":"ten"}'],
    [{ content: [{ type: 'image', data: 'x', mimeType: 'image/png' }] }, 'done', 'Done.'],
    [{ content: [{ type: 'resource', resource: { uri: 'a:b', text: 'a page' } }] }, 'done', 'a page'],
    [{ content: [{ type: 'text', text: 'Fully booked.' }], isError: true }, 'failed', 'Fully booked.'],
  ])('%j is %s with %j', async (result, status, content) => {
    server.answer = () => result;
    expect(await call(theTools())).toEqual({ status, content });
  });

  it('that asks for more is a failure', async () => {
    server.answer = () => ({ resultType: 'input_required', inputRequests: {} });
    expect(await failureOf(call(theTools()))).toMatchObject({ kind: 'failed' });
  });
});
