import { dial, type DialOptions } from '../../../bin/dial/dial';
import { showStatus } from '../../../bin/outbound/show-status';
import { resumeCalls, stopCalls } from '../../../bin/outbound/stop-calls';
import { DynamoOutboundSwitch } from '../../../lambda/adapters/dynamodb/outbound-stores';
import { createDialFunction } from '../../../lambda/dial/handler';
import { AT, DialDesk, FROM, TO } from '../../builders/dial-desk';
import { FakeLambda } from '../../fakes/lambda-functions';
import { AWS, DeployedRegistry } from '../registry/deployed-registry';

const OPTIONS: DialOptions = {
  ...AWS,
  from: FROM,
  purpose: 'service',
  about: 'a reminder',
  var: [],
  detectMachine: false,
  dryRun: false,
  json: false,
};

let registry: DeployedRegistry;
let lambda: FakeLambda;
let desk: DialDesk;
beforeEach(async () => {
  registry = await DeployedRegistry.open();
  lambda = await FakeLambda.open();
  process.env.AWS_ENDPOINT_URL_LAMBDA = lambda.url;
  desk = await new DialDesk().agreed();
  lambda.functions.set('byon-dial', createDialFunction(desk.ports));
  const stack = registry.laptop.aws.account.stacks.get('eu-west-2/Byon')!;
  stack.outputs = { DialFunction: 'byon-dial' };
});
afterEach(async () => {
  await lambda.close();
  await registry.close();
});

const run = async (changes: Partial<DialOptions> = {}, to = TO) => {
  const code = await dial(to, { ...OPTIONS, ...changes }, registry.output);
  return { code, told: registry.told() };
};

it('has the stack dial, and tells the key under which it is the same call', async () => {
  const { code, told } = await run({
    var: ['name=Asha', 'slot=a=b'],
    ring: 20,
    limit: 600,
    timeZone: 'America/New_York',
  });
  expect(code).toBe(0);
  expect(told).toMatch(
    /^twilio dials\. Its id of the call: CA01\.\nReference: [0-9a-f]{32}\nKey: [0-9a-f-]{36}\n$/,
  );
  expect(desk.dialler.dialled).toMatchObject([
    { callee: TO, variables: { name: 'Asha', slot: 'a=b' }, ringSeconds: 20, limitSeconds: 600 },
  ]);
  const again = await run({ key: 'mine' });
  expect(again.told).toContain('Key: mine');
  expect((await run({ key: 'mine' })).told).toEqual(again.told);
  expect(desk.dialler.dialled).toHaveLength(2);
});

it('only tells what would be decided, and leaves no trace', async () => {
  const { code, told } = await run({ dryRun: true });
  expect(code).toBe(0);
  expect(told).toMatch(/^This call would be made \(rules united-states, version .*\)\. Not legal advice\.\n/);
  expect(told).toMatch(/^ {2}met +consent /m);
  expect(await desk.decisions()).toEqual([]);
  await desk.toggle.stop({ stoppedAt: AT, reason: 'complaints' });
  await expect(run({ dryRun: true })).rejects.toThrow(/Not dialled: all outbound calls are stopped since/);
});

it('tells why nobody was dialled, by every rule', async () => {
  const { code, told } = await run({}, '+12125550124');
  expect(code).toBe(1);
  expect(told).toMatch(/^Not dialled \(rules united-states/);
  expect(told).toMatch(/^ {2}DENIED +consent /m);
  expect(JSON.parse((await run({ json: true, key: 'k' }, '+12125550124')).told)).toMatchObject({
    decision: { allowed: false },
    idempotencyKey: 'k',
  });
});

it('tells all mistakes before it asks anybody, and those that only the stack can know', async () => {
  await expect(
    run({ purpose: 'fun', var: ['name'], from: '4155550100', timeZone: 'Mars' }, '12'),
  ).rejects.toThrow(
    /the call has 5 faults:\n {2}--var: must be a name and a value.*\n.*to: must be E\.164[^]*from: must be[^]*purpose:[^]*calleeTimeZone: must be an IANA/,
  );
  expect(lambda.invocations).toEqual([]);
  await expect(run({ agent: 'nobody' })).rejects.toThrow(/agent: there is no agent nobody/);
});

it('says what to do where the stack makes no calls, is not there, or the function fails', async () => {
  lambda.functions.set('byon-dial', () => {
    throw new Error(`of ${TO}`);
  });
  const failed = await run().catch((error: unknown) => (error as Error).message);
  expect(failed).toMatch(/Ask again with the same key/);
  expect(failed).not.toContain(TO);
  lambda.refusals.push({ status: 403, type: 'AccessDeniedException' });
  await expect(run()).rejects.toThrow(
    /may not call lambda:InvokeFunction\. Next: allow lambda:InvokeFunction/,
  );
  await expect(run({ stack: 'Other' })).rejects.toThrow(/There is no stack Other/);
  registry.laptop.aws.account.stacks.get('eu-west-2/Byon')!.outputs = {};
  await expect(run()).rejects.toThrow(/Stack Byon makes no calls\. Write the section outbound/);
});

it('stops all calls at once, and lets them go on', async () => {
  const toggle = new DynamoOutboundSwitch(registry);
  await stopCalls({ ...AWS, reason: 'complaints' }, registry.output);
  expect(registry.told()).toMatch(/^Stack Byon makes no calls from now on/);
  expect(await toggle.find()).toMatchObject({ reason: 'complaints' });
  await stopCalls({ ...AWS, reason: 'another' }, registry.output);
  expect(registry.told()).toMatch(/was stopped already; the first reason stays/);
  await resumeCalls(AWS, registry.output);
  expect(registry.told()).toBe('Stack Byon makes calls again.\n');
  expect(await toggle.find()).toBeUndefined();
  await resumeCalls(AWS, registry.output);
  expect(registry.told()).toBe('Stack Byon was not stopped.\n');
  await expect(stopCalls({ ...AWS, reason: '' }, registry.output)).rejects.toThrow(/--reason has 1 fault/);
});

it('tells how it stands with all calls, for people and for programs', async () => {
  const status = async (json: boolean) => {
    await showStatus({ ...AWS, json }, registry.output);
    return registry.told();
  };
  desk.ports.settings.spending = { perDay: 10, pricePerMinute: { US: 0.25 } };
  await run({ limit: 240 });
  expect(await status(false)).toBe(
    [
      'Stack Byon makes calls.',
      '  calls today  1 of 100',
      '  money today  1 of 10, of which 1 is held for calls',
      '  twilio       1 of 10 calls at once',
      'Today is 2026-11-24 (UTC).',
      '',
    ].join('\n'),
  );
  await desk.toggle.stop({ stoppedAt: AT, reason: 'complaints' });
  expect(await status(false)).toMatch(
    /^Stack Byon makes no calls since 2026-11-24T20:00:00\.000Z: complaints\n[^]*Next: npx byon outbound resume/,
  );
  expect(JSON.parse(await status(true))).toMatchObject({ stopped: { reason: 'complaints' }, calls: 1 });
});

it('says in plain words where how it stands cannot be told', async () => {
  desk.toggle.find = () => Promise.reject(new Error('a table'));
  await expect(showStatus({ ...AWS, json: false }, registry.output)).rejects.toThrow(
    /^How it stands is not known: something unexpected/,
  );
  lambda.functions.set('byon-dial', () => {
    throw new Error('out of memory');
  });
  await expect(showStatus({ ...AWS, json: false }, registry.output)).rejects.toThrow(
    /^The dial function failed; its log tells more\.$/,
  );
});
