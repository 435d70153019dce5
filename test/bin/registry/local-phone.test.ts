import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { stringify } from 'yaml';
import { listAgents } from '../../../bin/agents/list-agents';
import { putAgent } from '../../../bin/agents/put-agent';
import { rollBackAgent } from '../../../bin/agents/roll-back-agent';
import { assignNumber } from '../../../bin/numbers/assign-number';
import { exportFile } from '../../../bin/numbers/file/export-file';
import { importFile } from '../../../bin/numbers/file/import-file';
import { listNumbers } from '../../../bin/numbers/list-numbers';
import { showNumber } from '../../../bin/numbers/show-number';
import { resumeNumber, suspendNumber } from '../../../bin/numbers/suspend-number';
import { openRegistry, type LocalRegistry } from '../../../local/aws/registry';
import { VirtualClock } from '../../../local/clock';
import { startPhone, type Phone } from '../../../local/phone';
import type { World } from '../../../local/world';
import { agentSettingsOf } from '../../builders/agent';
import { PageClient } from '../../local/phone/page-client';
import { NUMBER, openPhoneWorld, phoneConfig, SUSPENDED } from '../../local/phone/phone-world';

const SETTINGS = {
  prompt: 'You answer a telephone.\n- We are open until nine.\n',
  tools: [{ type: 'end-call' }],
};
const LATER = SETTINGS.prompt.replace('nine', 'ten');

let folder: string;
let registry: LocalRegistry;
let world: World;
let phone: Phone;
let local: number;
let text = '';
const output = { write: (more: string) => ((text += more), true) };
const told = () => {
  const was = text;
  text = '';
  return was;
};
const at = () => ({ stack: 'Byon', local });

beforeEach(async () => {
  text = '';
  folder = mkdtempSync(path.join(tmpdir(), 'byon-'));
  const clock = new VirtualClock();
  const config = phoneConfig({ llm: 'openai/gpt-4.1-mini' });
  registry = await openRegistry(config, clock);
  world = await openPhoneWorld(clock, {}, { config, registry, script: [] });
  phone = await startPhone({ world, registry, port: 0 });
  local = Number(new URL(phone.url).port);
});
afterEach(async () => {
  await phone.close();
  await world.close();
  await registry.close();
  rmSync(folder, { recursive: true });
});

/** Puts an agent with other settings than those of the config. */
async function puts(changes: object, id = 'reception'): Promise<string> {
  const file = path.join(folder, 'agent.yaml');
  const { language, stt, llm, tts } = agentSettingsOf({ llm: 'openai/gpt-4.1-mini' });
  const settings = { language, stt, llm, tts, greeting: 'Clinic, hello.', ...SETTINGS, ...changes };
  writeFileSync(file, stringify(settings));
  await putAgent(id, { ...at(), file }, output);
  return told();
}

/** A call that has been greeted. */
class Call {
  private constructor(private readonly page: PageClient) {}

  static async begin(to = NUMBER): Promise<Call> {
    const page = await PageClient.open(phone.url);
    page.tell({ type: 'call', to, from: '+14155550123' });
    const call = new Call(page);
    await call.heard(1);
    return call;
  }

  /** All that the agent has said, once it has said so much. */
  heard(times: number): Promise<string[]> {
    return this.page.until(() => {
      const said = this.page.all('agent').map((one) => one.text);
      return said.length >= times ? said : undefined;
    });
  }

  async asks(): Promise<string | undefined> {
    const before = this.page.all('agent').length;
    this.page.tell({ type: 'say', text: 'When are you open?' });
    return (await this.heard(before + 1)).at(-1);
  }

  async end(): Promise<void> {
    this.page.tell({ type: 'hang-up' });
    await this.page.message('ended');
    await this.page.close();
  }
}

const greetingOf = async (number = NUMBER) => {
  const call = await Call.begin(number);
  const [greeting] = await call.heard(1);
  await call.end();
  return greeting;
};

it('tells what the config has, as it stands there, and what lasts how long', async () => {
  await listNumbers({ ...at(), json: false }, output);
  const listed = told();
  expect(listed).toMatch(/^\+14155550100 .*active /m);
  expect(listed).toMatch(/^\+14155550101 .*suspended .*\n(.*\n)?2 numbers\n$/m);
  await listAgents({ ...at(), json: false }, output);
  expect(told()).toMatch(/^reception +\w{12} /m);
  await showNumber(NUMBER, { ...at(), json: false }, output);
  expect(told()).toContain(`that of the phone on port ${local} has it`);
  await suspendNumber(NUMBER, { ...at(), reason: 'a complaint' }, output);
  expect(told()).toContain('It lasts until the phone is switched off. To keep it, bring it to the config.');
});

it('suspends and resumes a number for the next call', async () => {
  await suspendNumber(NUMBER, { ...at(), reason: 'a complaint' }, output);
  expect(await greetingOf()).not.toBe('Clinic, hello.');
  await resumeNumber(SUSPENDED, at(), output);
  expect(await greetingOf(SUSPENDED)).toBe('Clinic, hello.');
});

describe('a call', () => {
  it('keeps its version when another one becomes current, and the next call has that', async () => {
    const call = await Call.begin();
    expect(await puts({ greeting: 'Second.', prompt: LATER })).toContain(
      'Calls that begin from now on have it',
    );
    expect(await call.asks()).toContain('until nine');
    const next = await Call.begin();
    expect(await next.heard(1)).toEqual(['Second.']);
    await rollBackAgent('reception', at(), output);
    expect(await next.asks()).toContain('until ten');
    expect(await call.asks()).toContain('until nine');
    await call.end();
    await next.end();
    expect(await greetingOf()).toBe('Clinic, hello.');
  });

  it('keeps its agent when the number is given to another one', async () => {
    await puts({ greeting: 'Sales, hello.', prompt: LATER }, 'sales');
    const call = await Call.begin();
    await assignNumber(NUMBER, 'sales', at(), output);
    expect(await call.asks()).toContain('until nine');
    await call.end();
    expect(await greetingOf()).toBe('Sales, hello.');
  });

  it('has the version that its number is held to, whichever is current', async () => {
    await listAgents({ ...at(), json: true }, output);
    const { version } = JSON.parse(told()) as { version: string };
    await assignNumber(NUMBER, `reception@${version}`, at(), output);
    const held = await Call.begin();
    await puts({ greeting: 'Second.', prompt: LATER });
    await assignNumber(NUMBER, 'reception@CURRENT', at(), output);
    expect(await held.asks()).toContain('until nine');
    expect(await greetingOf()).toBe('Second.');
    await assignNumber(NUMBER, `reception@${version}`, at(), output);
    expect(await greetingOf()).toBe('Clinic, hello.');
    await held.end();
  });
});

it('imports what it has exported', async () => {
  const file = path.join(folder, 'numbers.csv');
  await exportFile(file, at(), output);
  const changed = path.join(folder, 'changed.csv');
  writeFileSync(changed, readFileSync(file, 'utf8').replaceAll('14155550101', '14155550102'));
  const report = path.join(folder, 'report.csv');
  await importFile(changed, { ...at(), overwrite: false, dryRun: false, report }, output);
  told();
  await listNumbers({ ...at(), json: false }, output);
  expect(told()).toContain('3 numbers\n');
});

it('puts no agent whose files were not read when the phone was started', async () => {
  writeFileSync(path.join(folder, 'hours.md'), '# Hours\n\nWe are open until ten.\n');
  await expect(puts({ knowledge: ['hours.md'] })).rejects.toThrow(
    /knowledge: needs the index of these files/,
  );
});

describe('where no phone runs', () => {
  it('says how to start one', async () => {
    const server = createServer((_, response) => response.end('something else')).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const taken = (server.address() as AddressInfo).port;
    const list = (port: number) => listNumbers({ stack: 'Byon', local: port, json: false }, output);
    await expect(list(taken)).rejects.toThrow(`No phone answers at http://127.0.0.1:${taken}. Start one`);
    await new Promise((resolve) => server.close(resolve));
    await expect(list(taken)).rejects.toThrow(/or say its port, as in --local 4701/);
  });
});

it('lets no page at the tables', async () => {
  const asked = (headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve) => {
      const target = {
        'x-amz-target': 'DynamoDB_20120810.ListTables',
        'content-type': 'application/x-amz-json-1.0',
      };
      const sent = request({
        ...{ host: '127.0.0.1', port: local, method: 'POST', agent: false },
        headers: {
          ...target,
          authorization: 'AWS4-HMAC-SHA256 Credential=a, SignedHeaders=b, Signature=c',
          ...headers,
        },
      });
      sent.on('response', (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      sent.end('{}');
    });
  expect(await asked({ 'x-amz-date': '20261123T000000Z' })).toBe(200);
  expect(await asked({ origin: `http://127.0.0.1:${local}` })).toBe(405);
  expect(await asked({ host: 'elsewhere.example' })).toBe(403);
});
