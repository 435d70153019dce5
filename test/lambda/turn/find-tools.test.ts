import { anAgent } from '../../builders/agent';
import { aBench, aReplyJob } from '../../builders/turn-worker';
import type { McpFunction } from '../../../lambda/core/tools/runnable';
import type { McpServer } from '../../../lambda/core/agents/tools/mcp';

const URL = 'https://mcp.example.com/mcp';
const server: McpServer = { type: 'mcp', url: URL, tools: ['clinic.find'], timeoutSeconds: 8 };
const find: McpFunction = {
  type: 'mcp',
  name: 'clinic_find',
  remote: 'clinic.find',
  description: 'Finds a slot.',
  parameters: { type: 'object', properties: { day: { type: 'string' } } },
  timeoutSeconds: 8,
  server,
};
const agent = anAgent({ tools: [server, { type: 'opt-out' }] });
const offeredIn = ({ llm }: ReturnType<typeof aBench>) => llm.requests[0]?.tools.map(({ name }) => name);

it("offers the tools of an MCP server with the agent's own, and runs them as the server calls them", async () => {
  const bench = aBench({
    agent,
    servers: { [URL]: { functions: [find] } },
    thinks: [[{ type: 'tool-call', name: 'clinic_find', args: { day: 'Monday' } }], ['At ten.']],
    tools: { clinic_find: { status: 'failed', content: 'Fully booked.' } },
  });
  await bench.worker(aReplyJob());
  expect(offeredIn(bench)).toEqual(['opt_out', 'clinic_find']);
  expect(bench.runner.runs).toMatchObject([{ tool: 'clinic_find', args: { day: 'Monday' } }]);
  expect(bench.llm.requests[1]?.messages.at(-1)).toMatchObject({ role: 'tool', text: 'Fully booked.' });
  expect(await bench.store.findTurn('call-1', 1)).toMatchObject({
    status: 'replied',
    tools: [{ name: 'clinic_find', status: 'failed', ms: 0 }],
  });
});

it.each([
  ['is down', { [URL]: new Error('down') }, 'the tools of an MCP server are not known', 0],
  [
    'hangs',
    { [URL]: { functions: [find], afterMs: 60_000 } },
    'an MCP server is late to tell its tools',
    1000,
  ],
])('answers without the tools of a server that %s', async (_, servers, message, waits) => {
  const bench = aBench({ agent, servers, thinks: [['We open at nine.']] });
  const began = bench.clock.now();
  await bench.worker(aReplyJob());
  expect(offeredIn(bench)).toEqual(['opt_out']);
  expect(bench.log.messages('warn')).toEqual([message]);
  const turn = await bench.store.findTurn('call-1', 1);
  expect(turn?.status).toBe('replied');
  expect(bench.clock.now() - began).toBe(waits);
});

it('waits no longer than the recogniser for a server that answers while it listens', async () => {
  const bench = aBench({
    agent,
    servers: { [URL]: { functions: [find], afterMs: 700 } },
    thinks: [['We open at nine.']],
  });
  const listening = bench.stt.transcribe.bind(bench.stt);
  bench.stt.transcribe = async (request) => {
    await bench.clock.sleep(700);
    return listening(request);
  };
  const began = bench.clock.now();
  await bench.worker(aReplyJob());
  expect(bench.clock.now() - began).toBe(700);
  expect(offeredIn(bench)).toContain('clinic_find');
});
