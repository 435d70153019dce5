import { ToolError } from '../../../lambda/core/tools/tool-error';
import { VirtualClock } from '../../../local/clock';
import { localTools, type LocalToolOptions } from '../../../local/tools/local-tools';
import { EnvFileToolSecrets, NO_SECRETS, variableOfSecret } from '../../../local/tools/secrets';
import { tellTools } from '../../../local/tools/tell-tools';
import { aLambdaTool, anHttpTool, aToolContext } from '../../builders/tool';
import { McpServerFake } from '../../fakes/mcp/mcp-server';
import { InMemoryCallStore, RecordingLog } from '../../fakes/ports';
import { CALLEES } from '../../fakes/callee-hash';
import { InMemoryCallbacks, InMemoryOptOuts } from '../../fakes/tools';
import { TOOL_KEY, ToolServer } from '../../fakes/tool-server/tool-server';
import { folderPerTest } from '../folder';

const folder = folderPerTest();
const clock = new VirtualClock();
const mcp = (url: string) => ({ type: 'mcp' as const, url, tools: ['clinic.find'], timeoutSeconds: 8 });

function tools(changes: Partial<LocalToolOptions> = {}) {
  const calls = new InMemoryCallStore();
  const noted = { callbacks: new InMemoryCallbacks(), optOuts: new InMemoryOptOuts(), callees: CALLEES };
  const builtIn = { ...noted, calls, clock };
  return localTools({ clock, log: new RecordingLog(), secrets: NO_SECRETS, script: {}, builtIn, ...changes });
}

async function failureOf(running: Promise<unknown>): Promise<string> {
  const error = await running.catch((reason: unknown) => reason);
  if (!(error instanceof ToolError)) throw new Error('it did not fail with a ToolError', { cause: error });
  return `${error.kind}: ${error.message}`;
}

it('a web service is asked for real, and takes no time of the clock', async () => {
  const server = await ToolServer.open(() => clock.now());
  try {
    const secrets = { ...NO_SECRETS, key: async () => TOOL_KEY };
    const tool = { ...anHttpTool(), url: server.url };
    const { runner } = tools({ secrets, network: server.network });
    const began = clock.now();
    expect(await runner.run({ tool, args: {} }, aToolContext())).toBe('{"found":true}');
    expect(clock.now()).toBe(began);
  } finally {
    await server.close();
  }
});

it('an MCP server tells and runs its tools for real', async () => {
  const server = await McpServerFake.open();
  try {
    server.token = undefined;
    server.tools = [{ name: 'clinic.find', inputSchema: { type: 'object' } }];
    const { runner, catalogue } = tools({ network: server.network });
    const [tool] = await catalogue.functionsOf(mcp(server.url));
    expect(await runner.run({ tool: tool!, args: {} }, aToolContext())).toEqual({
      status: 'done',
      content: 'done',
    });
  } finally {
    await server.close();
  }
});

it('a web service on this machine is not asked, nor one without its secret', async () => {
  const { runner } = tools();
  const local = { ...anHttpTool(), url: 'https://127.0.0.1/orders' };
  expect(await failureOf(runner.run({ tool: local, args: {} }, aToolContext()))).toMatch(
    /^refused: .*not public/,
  );
  const secretless = runner.run({ tool: anHttpTool(), args: {} }, aToolContext());
  expect(await failureOf(secretless)).toMatch(/^refused: .*byon\/tools cannot be used/);
});

it('a Lambda function is refused in words that say why', async () => {
  const { runner } = tools();
  expect(await failureOf(runner.run({ tool: aLambdaTool(), args: {} }, aToolContext()))).toMatch(
    /^refused: .*Lambda functions are not run in a call on this machine/,
  );
});

it('a tool with a part in a scenario acts it out, and the service behind it is left alone', async () => {
  const script = {
    book: { answers: 'booked', fails: false, afterSeconds: 3 },
    find_order: { fails: true, afterSeconds: 0 },
    clinic_find: { answers: 'ten', fails: false, afterSeconds: 0 },
  };
  const { runner, catalogue } = tools({ script });
  const began = clock.now();
  expect(await runner.run({ tool: aLambdaTool(), args: {} }, aToolContext())).toBe('booked');
  expect(clock.now() - began).toBe(3000);
  expect(await failureOf(runner.run({ tool: anHttpTool(), args: {} }, aToolContext()))).toMatch(/^failed/);
  expect(await catalogue.functionsOf(mcp('https://mcp.example.com/'))).toMatchObject([
    { name: 'clinic_find' },
  ]);
});

it('the secret of a tool is read from .env by its name', async () => {
  expect(variableOfSecret('my-company/tools')).toBe('MY_COMPANY_TOOLS');
  expect(variableOfSecret('arn:aws:secretsmanager:us-east-1:1:secret:my/mcp-a1b2c3')).toBe('MY_MCP_A1B2C3');
  const file = folder.write('.env', `MY_COMPANY_TOOLS="${TOOL_KEY}"\nSHORT=abc\n`);
  const secrets = new EnvFileToolSecrets(file);
  expect(await secrets.key('my-company/tools')).toBe(TOOL_KEY);
  expect(await secrets.token('short')).toBe('abc');
  await expect(secrets.key('short')).rejects.toThrow();
  await expect(secrets.token('not-there')).rejects.toThrow();
});

it('a person is told which tools do their work for real, and which are not run', () => {
  const all = [aLambdaTool(), anHttpTool(), { ...mcp('https://mcp.example.com/mcp'), secret: 'my/mcp' }];
  expect(tellTools([...all, { type: 'opt-out' }], (variable) => variable === 'BYON_TOOLS')).toEqual([
    'Not run here: book, which is a Lambda function.',
    'Run for real: find_order at tools.example.com.',
    'Not run here: clinic_find. To run it put its secret into .env as MY_MCP.',
  ]);
});
