import { LambdaClient } from '@aws-sdk/client-lambda';
import { agentRecord } from '../../../lambda/adapters/agent-record';
import { impatient } from '../../../lambda/adapters/impatient';
import { LambdaStarter } from '../../../lambda/adapters/lambda-starter';
import type { Agent } from '../../../lambda/core/agents/agent';
import type { TurnJob } from '../../../lambda/core/calls/records';
import { agentSettingsOf } from '../../builders/agent';
import { newCall } from '../../builders/sma-event';
import { HttpServer } from '../../fakes/http-server';
import { InMemoryTurnStarter } from '../../fakes/ports';
import { CallDesk } from '../call/call-desk';
import { RegistryDesk } from './registry-desk';

let desk: RegistryDesk;
let turns: InMemoryTurnStarter;
beforeAll(async () => {
  desk = await RegistryDesk.open();
});
beforeEach(async () => {
  await desk.reset();
  turns = new InMemoryTurnStarter();
  desk.turns = turns;
});
afterAll(() => desk.close());

function anAgentOf(id: string, changes: Parameters<typeof agentSettingsOf>[0] = {}): Agent {
  return agentRecord(id, agentSettingsOf(changes));
}

const textsOf = (job?: Extract<TurnJob, { kind: 'render' }>) => job?.clips.map(({ text }) => text) ?? [];

test('an agent that config adds is rendered as its first call would have it', async () => {
  const recording = { mode: 'notice' as const };
  const reception = anAgentOf('reception', { recording, voice: 'coral' });
  await desk.deploy({ agents: [reception] });
  const line = new CallDesk({ agent: reception });
  await line.send(newCall());
  expect(turns.jobsOf('render')).toEqual(line.turns.jobsOf('render'));
  expect(textsOf(turns.jobsOf('render')[0])).toContain(reception.greeting);
});

test('only the agents that a deployment changes are rendered, each once', async () => {
  const [reception, sales] = [anAgentOf('reception'), anAgentOf('sales')];
  await desk.deploy({ agents: [reception, sales] });
  expect(turns.jobs).toHaveLength(2);
  await desk.deploy({ agents: [reception, anAgentOf('sales', { greeting: 'Sales.' })] });
  expect(turns.jobs.slice(2).map((job) => textsOf(job as never)[0])).toEqual(['Sales.']);
  await desk.deploy({ agents: [reception] });
  expect(turns.jobs).toHaveLength(3);
});

test('an agent is rendered as it is in the table, with what operators have set', async () => {
  const sales = anAgentOf('sales');
  await desk.deploy({ agents: [sales] });
  await desk.edit('sales', { greeting: 'Good day!' });
  await desk.deploy({ agents: [anAgentOf('sales', { voice: 'verse' })] });
  expect(textsOf(turns.jobsOf('render')[1])[0]).toBe('Good day!');
});

test('a greeting is rendered with the variables of the agent, and not where a call has to fill it', async () => {
  const variables = { clinic: 'Asha Clinic' };
  await desk.deploy({ agents: [anAgentOf('a', { greeting: 'This is {{clinic}}.', variables })] });
  expect(textsOf(turns.jobsOf('render')[0])[0]).toBe('This is Asha Clinic.');
  await desk.deploy({ agents: [anAgentOf('b', { greeting: '{{clinic}}, {{today}}', variables })] });
  const texts = textsOf(turns.jobsOf('render')[1]);
  expect(texts.length).toBeGreaterThan(5);
  expect(texts.join(' ')).not.toContain('Asha');
});

test('a stack without a turn worker has nothing rendered', async () => {
  desk.turns = undefined;
  const { data } = await desk.deploy({ agents: [anAgentOf('reception')] });
  expect(data).toMatchObject({ AgentsAdded: '1' });
  expect(desk.log.messages('warn')).toEqual([]);
});

test('the deletion of the stack has nothing rendered', async () => {
  await desk.resource.delete({ ...desk.request(), properties: undefined, physicalId: 'x' });
  expect(turns.jobs).toEqual([]);
});

describe('a deployment whose turn worker', () => {
  let server: HttpServer;
  let client: LambdaClient;
  let asked = 0;
  let refuses = true;

  beforeAll(async () => {
    server = await HttpServer.open((_, __, response) => {
      asked += 1;
      // Otherwise it never answers.
      if (refuses) response.writeHead(403, { 'x-amzn-errortype': 'AccessDeniedException' }).end('{}');
    });
    client = new LambdaClient({
      endpoint: server.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      ...impatient({ attempts: 1, timeoutMs: 50 }),
    });
  });
  afterAll(async () => {
    client.destroy();
    await server.close();
  });

  test.each(['may not be invoked', 'does not answer'])('%s is done all the same', async (what) => {
    refuses = what === 'may not be invoked';
    asked = 0;
    desk.turns = new LambdaStarter<TurnJob>({ client, functionName: 'turn' });
    const agents = Array.from({ length: 30 }, (_, i) => anAgentOf(`agent-${i}`));
    const { data } = await desk.deploy({ agents });
    expect(data).toMatchObject({ AgentsAdded: '30' });
    expect(desk.log.messages('warn')).toEqual([
      'greetings are not rendered ahead; the first calls have them rendered',
    ]);
    // It is not asked for the rest, each of which would be waited for.
    expect(asked).toBeLessThan(30);
  });
});
