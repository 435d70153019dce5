import * as path from 'node:path';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { GetObjectCommand, NoSuchKey, PutObjectCommand } from '@aws-sdk/client-s3';
import type { ScrubReport } from '../../lambda/core/compliance/scrub-file';
import type { DialDecision } from '../../lambda/core/compliance/decision';
import type { CampaignReport } from '../../lambda/core/outbound/campaign/report';
import type { OutboundStatus } from '../../lambda/core/outbound/outbound-status';
import { loadConfig } from '../../lib/config';
import { playCall } from '../../local/caller/play-call';
import { WallClock } from '../../local/clock';
import { ByonCli } from './byon-cli';
import { keepSecrets, openCarriers, OURS, PLANTED, type Carriers } from './carriers';
import { DeployedApi } from './deployed-api';
import { DeployedBridge } from './deployed-bridge';
import { deployedWorld } from './deployed-world';
import { eventually } from './eventually';
import { WORK } from './folders';
import { logLines } from './log-lines';
import { aheadToNoon } from './noon';
import { giveKey, PROVIDER_KEY } from './provider-key';
import { callee, CALLEES, callsOut, campaignOf, consentsOf, listOf } from './reminders';
import { openStage, type Stage } from './stage';
import { VobizLine } from './vobiz-line';

const DAY_MS = 86_400_000;
const clockAhead = aheadToNoon(Date.now());
const now = () => Date.now() + clockAhead;
const today = () => new Date(now()).toISOString().slice(0, 10);

const ASHA = callee(10);
const RAVI = callee(11);
/** Has agreed to nothing. */
const NOBODY = callee(12);
/** The register of preferences has been asked about them. */
const BLOCKED = callee(13);
const FREE = callee(14);

const LISTED = Array.from({ length: 12 }, (_, i) => callee(20 + i));
const [BUSY, AWAY, OPTED_OUT, UNASKED] = [LISTED[0]!, LISTED[1]!, LISTED[10]!, LISTED[11]!];
const REACHED = LISTED.slice(0, 10);

let stage: Stage;
let carriers: Carriers;
let line: VobizLine;
let byon: ByonCli;

beforeAll(async () => {
  carriers = await openCarriers();
  const context = { carriers: JSON.stringify(carriers.origins), clockAhead: String(clockAhead) };
  stage = await openStage('outbound', context, true);
  byon = new ByonCli({ endpoint: stage.emulator, folder: path.join(WORK, 'outbound/cli'), clockAhead });
  await keepSecrets(carriers, stage.aws);
  stage.config.change(callsOut);
  await stage.cdk.bootstrap();
  await stage.cdk.deploy();
  await giveKey(stage);
  line = new VobizLine(carriers.vobiz, await DeployedBridge.of(stage));
});
afterAll(async () => {
  await stage?.close();
  await carriers?.close();
});

describe('Who may be called', () => {
  it('is told by a file of consents, in which no row has a fault', async () => {
    const agreed = [ASHA, RAVI, ...LISTED.filter((number) => number !== UNASKED)];
    byon.write('faulty.csv', consentsOf([ASHA, '+9198'], now() - DAY_MS));
    const { status, err } = await byon.run('consents', 'import', 'faulty.csv');
    expect({ status, err }).toEqual({ status: 2, err: expect.stringContaining('line 3') });
    byon.write('consents.csv', consentsOf(agreed, now() - DAY_MS));
    expect(await byon.succeed('consents', 'import', 'consents.csv')).toContain('13 of 13');
  });

  it('is told by opting out', async () => {
    expect(await byon.succeed('opt-outs', 'add', OPTED_OUT)).toContain('is not called any more');
  });
});

describe('A campaign', () => {
  beforeAll(() => {
    byon.write('reminders.yaml', campaignOf('reminders'));
    byon.write('callees.csv', listOf(LISTED));
  });

  it('does not start while a row has a fault, which is named without the number', async () => {
    byon.write('faulty.csv', listOf([...LISTED, LISTED[0]!, '+14155550100']));
    const { status, err } = await byon.run('campaign', 'start', 'reminders.yaml', '--list', 'faulty.csv');
    expect(status).toBe(2);
    expect(err).toContain('line 14');
    expect(err).toContain('line 15');
    expect(err).not.toContain(CALLEES);
  });

  it('starts', async () => {
    const out = await byon.succeed('campaign', 'start', 'reminders.yaml', '--list', 'callees.csv');
    expect(out).toContain('12 callees is running');
  });

  it('keeps its list', async () => {
    byon.write('changed.csv', listOf(LISTED.slice(1)));
    const { status, err } = await byon.run('campaign', 'start', 'reminders.yaml', '--list', 'changed.csv');
    expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining('with another list') });
  });
});

describe('A file of scrub results in the bucket', () => {
  const asked = new Date(now() - 3_600_000).toISOString();
  const stamp = `${asked.slice(0, 13)}${asked.slice(14, 16)}Z`;

  it('is imported, with a report beside it', async () => {
    const rows = ['number,preference', `${BLOCKED},fully-blocked`, `${FREE},none`, ''];
    expect(await reportOn(`scrubs/${stamp}-jio.csv`, rows)).toMatchObject({
      outcome: 'imported',
      rows: 2,
      written: 2,
    });
  });

  it('counts from the next decision on', async () => {
    const [blocked, free, unknown] = await Promise.all([BLOCKED, FREE, NOBODY].map(preferenceOf));
    expect(blocked).toMatchObject({ verdict: 'denied' });
    expect(free).toMatchObject({ verdict: 'met' });
    expect(unknown).toMatchObject({ verdict: 'denied', reason: expect.not.stringMatching(blocked!.reason) });
  });

  it('is refused whole for one faulty row, and the report names the line', async () => {
    const rows = ['number,preference', `${NOBODY},none`, `${FREE},perhaps`, ''];
    const { outcome, written, faults } = await reportOn(`scrubs/${stamp}-vi.csv`, rows);
    expect({ outcome, written, faults }).toEqual({
      outcome: 'refused',
      written: 0,
      faults: { count: 1, first: [expect.objectContaining({ line: 3, path: 'preference' })] },
    });
  });

  async function reportOn(Key: string, rows: string[]): Promise<ScrubReport> {
    const { aws, stack } = stage;
    const { physicalId: Bucket } = await stack.resource('AWS::S3::Bucket', 'ByonScrubFeed');
    await aws.s3.send(new PutObjectCommand({ Bucket, Key, Body: rows.join('\n') }));
    return eventually('the report is there', async () => {
      try {
        const { Body } = await aws.s3.send(new GetObjectCommand({ Bucket, Key: `${Key}.report.json` }));
        return JSON.parse(await Body!.transformToString()) as ScrubReport;
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    });
  }

  async function preferenceOf(to: string) {
    const { out } = await byon.run(...aDial(to, '--purpose', 'promotional'), '--dry-run', '--json');
    const { decision } = JSON.parse(out) as { decision: DialDecision };
    return decision.findings.find(({ rule }) => rule === 'preferences');
  }
});

describe('A call', () => {
  let reference: string;

  it('is not made without a consent, and the command tells why', async () => {
    const { status, out } = await byon.run(...aDial(NOBODY));
    expect(status).toBe(1);
    expect(out).toMatch(/DENIED +consent +there is no consent/);
    expect(line.dialled).not.toContain(NOBODY);
  });

  it('is only talked about on trial', async () => {
    expect(await byon.succeed(...aDial(ASHA), '--dry-run')).toContain('This call would be made');
    expect(line.dialled).not.toContain(ASHA);
  });

  it('is made once for a key', async () => {
    const dial = async () => JSON.parse(await byon.succeed(...aDial(ASHA, '--key', 'asha/1'), '--json'));
    const first = await dial();
    expect(first).toMatchObject({ state: 'placed', carrier: 'vobiz', from: OURS.vobiz });
    expect(await dial()).toEqual(first);
    reference = first.reference;
    expect(line.dialled.filter((number) => number === ASHA)).toHaveLength(1);
  });

  it('reaches the agent when it is answered, and its record names the dial', async () => {
    stage.openai.transcript = 'Goodbye.';
    stage.openai.reply = ['Goodbye!', { tool: 'end_call', args: '{}' }];
    const clock = new WallClock();
    const world = await deployedWorld(stage, loadConfig(stage.config.file), clock);
    const { record, observations } = await playCall(world, clock, {
      ...(await line.answer(ASHA)),
      caller: OURS.vobiz,
      steps: [{ says: 'Goodbye.' }],
      language: 'en-IN',
    });
    expect(observations.filter(({ type }) => type === 'handler-failed')).toEqual([]);
    expect(stage.openai.speeches.map(({ input }) => input)).toContain(
      'Namaste Asha, this is Sharma Clinics.',
    );
    expect(record).toMatchObject({
      direction: 'outbound',
      dial: reference,
      number: OURS.vobiz,
      caller: ASHA,
      agent: { id: 'reminders' },
      outcome: 'agent-ended',
    });
    await line.end(ASHA, 'completed');
  });
});

describe('The HTTP API of calls', () => {
  const request = {
    ...{ to: RAVI, from: OURS.vobiz, purpose: 'service', about: 'an appointment' },
    ...{ variables: { name: 'Ravi' }, idempotencyKey: 'ravi/1' },
  };
  let api: DeployedApi;
  beforeAll(async () => {
    api = await DeployedApi.of(stage, 'ByonOutboundCalls');
  });

  it('is for who signs', async () => {
    expect(await api.ask('POST', '/calls', { body: request, isSigned: false })).toMatchObject({
      status: 403,
    });
  });

  it('makes a call once, tells of it without the callee, and ends it', async () => {
    const made = await api.ask('POST', '/calls', { body: request });
    expect(made).toMatchObject({ status: 201, body: { state: 'placed' } });
    expect(await api.ask('POST', '/calls', { body: request })).toMatchObject({
      status: 201,
      body: made.body,
    });
    const { reference } = made.body as { reference: string };
    const found = await api.ask('GET', `/calls/${reference}`);
    expect(found).toMatchObject({ status: 200, body: made.body });
    expect(JSON.stringify(found.body)).not.toContain(CALLEES);
    expect(await api.ask('DELETE', `/calls/${reference}`)).toMatchObject({ status: 200 });
    const calls = carriers.vobiz.snapshot().calls.filter(({ to }) => to === RAVI);
    expect(calls).toMatchObject([{ call_status: 'completed' }]);
  });

  it('tells every fault of a request, and what it does not know', async () => {
    const faulty = { ...request, purpose: 'fun', idempotencyKey: '' };
    const { status, body } = await api.ask('POST', '/calls', { body: faulty });
    expect(status).toBe(422);
    expect(body['faults']).toHaveLength(2);
    expect(await api.ask('GET', `/calls/${'0'.repeat(32)}`)).toMatchObject({ status: 404 });
  });
});

describe('The HTTP API of the registry', () => {
  const at = `/numbers/${encodeURIComponent(OURS.vobiz)}`;
  let api: DeployedApi;
  beforeAll(async () => {
    api = await DeployedApi.of(stage, 'ByonRegistryApi');
  });

  it('replaces a number only for who has seen it as it is', async () => {
    const seen = await api.ask('GET', at);
    expect(seen).toMatchObject({ status: 200, body: { agent: 'reminders' } });
    const etag = seen.headers.get('etag')!;
    const { number: _, ...rest } = seen.body;
    const body = { ...rest, variables: { name: 'you' } };
    expect(await api.ask('PUT', at, { body })).toMatchObject({ status: 428 });
    const put = await api.ask('PUT', at, { body, headers: { 'if-match': etag } });
    expect(put).toMatchObject({ status: 200, body: { variables: { name: 'you' } } });
    expect(put.headers.get('etag')).not.toBe(etag);
    expect(await api.ask('PUT', at, { body, headers: { 'if-match': etag } })).toMatchObject({ status: 412 });
  });

  it('notes an opt-out, from the next dial on', async () => {
    const answer = await api.ask('PUT', `/opt-outs/${encodeURIComponent(RAVI)}`, { body: {} });
    expect(answer.status).toBeLessThan(300);
    const { status, out } = await byon.run(...aDial(RAVI));
    expect(status).toBe(1);
    expect(out).toMatch(/DENIED +opt-out/);
  });
});

describe('Evidence', () => {
  it('is whole: of a call that was denied, and of one that was made', async () => {
    const [nobody, asha] = await Promise.all([exported(NOBODY, 'nobody'), exported(ASHA, 'asha')]);
    expect(nobody).toMatch(/^1 of 1 decisions.*\nChain: sound: 1 record /);
    expect(asha).toMatch(/^1 of 1 decisions.*\nChain: sound: 1 record /);
  });

  const exported = (number: string, out: string) =>
    byon.succeed(
      ...['evidence', 'export', '--callee', number, '--out', out],
      ...['--from', today(), '--to', today()],
    );
});

describe('A campaign that was started, a minute later', () => {
  it('was taken on by its schedule, and has dialled everybody once who may be called', async () => {
    await eventually(
      'all are dialled',
      async () => ofCampaign().length >= REACHED.length || undefined,
      90_000,
    );
    for (const number of REACHED) {
      await line.end(number, number === BUSY ? 'busy' : number === AWAY ? 'no-answer' : 'completed');
    }
    await eventually('it is finished', async () => {
      const { state } = await reportOf('reminders');
      return state === 'finished' || undefined;
    });
    expect(ofCampaign().sort()).toEqual([...REACHED].sort());
  });

  it('reports one end for each callee, and why some were not called', async () => {
    expect(await reportOf('reminders')).toMatchObject({
      callees: 12,
      calls: 10,
      left: { waiting: 0, due: 0, dialling: 0 },
      outcomes: { answered: 8, busy: 1, 'no-answer': 1, denied: 2 },
      deniedBy: { consent: 1, 'opt-out': 1 },
    });
  });

  const ofCampaign = () => line.dialled.filter((number) => LISTED.includes(number));
});

describe('`byon outbound stop`', () => {
  it('holds single calls, and `byon outbound status` says so beside the calls of the day', async () => {
    await byon.succeed('outbound', 'stop', '--reason', 'complaints');
    const told = JSON.parse(await byon.succeed('outbound', 'status', '--json')) as OutboundStatus;
    expect(told).toMatchObject({ stopped: { reason: 'complaints' } });
    expect(told.calls).toBeGreaterThanOrEqual(10);
    // That which the API was asked to end: the carrier has not told its end.
    expect(Object.values(told.carriers)).toEqual([{ calls: 1, callsAtOnce: expect.any(Number) }]);
    const { status, err } = await byon.run(...aDial(ASHA));
    expect({ status, err }).toEqual({ status: 1, err: expect.stringContaining('complaints') });
  });

  it('holds campaigns, whose callees keep waiting', async () => {
    const before = line.dialled;
    byon.write('held.yaml', campaignOf('held'));
    byon.write('held.csv', listOf([ASHA]));
    await byon.succeed('campaign', 'start', 'held.yaml', '--list', 'held.csv');
    const { physicalId: FunctionName } = await stage.stack.resource(
      'AWS::Lambda::Function',
      'ByonOutboundCampaignsPacer',
    );
    await stage.aws.lambda.send(new InvokeCommand({ FunctionName, InvocationType: 'Event' }));
    await eventually('the attempt is held', async () => {
      return (await logLines(stage)).find((one) => one.includes('attempt held')) && true;
    });
    expect(line.dialled).toEqual(before);
    expect(await reportOf('held')).toMatchObject({ state: 'running', calls: 0, left: { waiting: 1 } });
    expect(await byon.succeed('campaign', 'stop', 'held')).toContain('held is stopping');
  });

  it('is over with `byon outbound resume`', async () => {
    await byon.succeed('outbound', 'resume');
    expect(await byon.succeed(...aDial(ASHA), '--dry-run')).toContain('This call would be made');
  });
});

it('No function has tried what its role does not let it', () => {
  expect(stage.refused()).toEqual([]);
});

it('No secret and no callee is in the template or in a log', async () => {
  const told = [JSON.stringify(await stage.stack.template()), ...(await logLines(stage))];
  const planted = [...PLANTED, PROVIDER_KEY, CALLEES.slice(1)];
  expect(told.length).toBeGreaterThan(20);
  expect(planted.filter((text) => told.some((one) => one.includes(text)))).toEqual([]);
});

function aDial(to: string, ...more: string[]): string[] {
  const about = ['--about', 'an appointment', '--var', 'name=Asha'];
  const purpose = more.includes('--purpose') ? [] : ['--purpose', 'service'];
  return ['dial', to, '--from', OURS.vobiz, ...about, ...purpose, ...more];
}

async function reportOf(id: string): Promise<CampaignReport> {
  return JSON.parse(await byon.succeed('campaign', 'report', id, '--json')) as CampaignReport;
}
