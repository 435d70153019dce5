import type { LambdaClient } from '@aws-sdk/client-lambda';
import { canonicalDigest } from '../../../lambda/adapters/canonical-digest';
import { LambdaDialFunction } from '../../../lambda/adapters/lambda-dial-function';
import { referenceOf } from '../../../lambda/core/outbound/reference';
import { runBuiltIn } from '../../../lambda/core/tools/built-in/run';
import { callbackTool } from '../../../lambda/core/tools/built-in/schedule-callback';
import { createDialFunction } from '../../../lambda/dial/handler';
import { createCallbackDialler } from '../../../lambda/dial-callbacks/handler';
import { callbackStore } from '../../builders/callback';
import { aRequest, AT, DialDesk, FROM, TO } from '../../builders/dial-desk';
import { CALLEES } from '../../fakes/callee-hash';
import { InMemoryCallStore } from '../../fakes/ports';

const MINUTE = 60_000;

/** A call in which a caller wishes to be called back, and the functions that call them, among stores in memory. */
async function aWish(local: string) {
  const desk = new DialDesk();
  const { clock, consents, dials, optOuts } = desk;
  const callbacks = callbackStore();
  const calls = new InMemoryCallStore();
  await calls.saveCall({ callId: 'call-1', startedAt: AT, caller: TO, number: FROM });
  const tool = callbackTool(
    { type: 'schedule-callback' },
    { timeZone: 'America/New_York', began: 'Tuesday' },
  );
  const call = { id: 'call-1', turn: 1, agent: 'reception' };
  const ports = { callbacks, calls, optOuts, callees: CALLEES, clock };
  const answer = await runBuiltIn(tool, { at: local, note: 'The X-ray report.' }, call, ports);
  const dialFunction = createDialFunction(desk.ports);
  const send = async ({ input }: { input: { Payload: string } }) => {
    const Payload = JSON.stringify(await dialFunction(JSON.parse(input.Payload)));
    return { Payload: new TextEncoder().encode(Payload) };
  };
  const run = createCallbackDialler({
    ...{ callbacks, consents, dials, clock, log: desk.log, callees: CALLEES },
    dialFunction: new LambdaDialFunction({ client: { send } as unknown as LambdaClient, name: 'dial' }),
    referenceOf: (dial) => referenceOf({ stack: desk.ports.stack, ...dial }, canonicalDigest),
  });
  /** As the schedule does, each minute. */
  const pass = async (minutes: number) => {
    for (let i = 0; i < minutes; i++) {
      await clock.sleep(MINUTE);
      await run();
    }
  };
  const found = () => callbacks.find({ number: TO, callId: 'call-1' });
  return { desk, answer, pass, found };
}

it('a caller who wishes it is called back once, at the time, by the gate and with its evidence', async () => {
  const { desk, answer, pass, found } = await aWish('2026-11-24T15:20');
  expect(answer).toMatchObject({ status: 'done' });
  await pass(19);
  expect(desk.dialler.dialled).toEqual([]);
  await pass(30);
  expect(desk.dialler.dialled).toMatchObject([
    { number: FROM, callee: TO, purpose: 'they asked to be called back: The X-ray report.' },
  ]);
  expect(await desk.decisions()).toMatchObject([{ allowed: true }]);
  const { reference } = (await found())!;
  expect(desk.dialler.dialled[0]!.reference).toBe(reference);
  await desk.dials.save({ reference: reference!, outcome: 'completed' });
  await pass(2);
  expect(await found()).toMatchObject({ status: 'dialled', outcome: 'answered' });
  expect(desk.dialler.dialled).toHaveLength(1);
});

it('a caller who opts out meanwhile is not called back', async () => {
  const { desk, pass, found } = await aWish('2026-11-24T15:20');
  await desk.optOuts.add({ callee: await CALLEES.of(TO), at: AT, via: 'key' });
  await pass(30);
  expect(desk.dialler.dialled).toEqual([]);
  expect(await found()).toMatchObject({ status: 'denied', reason: 'opt-out' });
});

it('a time outside of the hours of the law is put off to the next hour that is within', async () => {
  // 8:00 to 21:00 in every zone of the United States that the callee may be in: from 13:00 in New York.
  const { desk, pass } = await aWish('2026-11-25T07:00');
  await pass(24 * 60 + 59);
  expect(desk.dialler.dialled).toHaveLength(1);
  const denied = (await desk.decisions()).filter(({ allowed }) => !allowed);
  expect(denied.length).toBeGreaterThan(0);
  expect(new Set((await desk.decisions()).map(({ reference }) => reference)).size).toBe(denied.length + 1);
});

it('a wish lets nobody call about anything else while it waits for its hour', async () => {
  const { desk, pass } = await aWish('2026-11-25T07:00');
  await pass(18 * 60);
  const other = aRequest({ calleeTimeZone: 'America/New_York' });
  const result = await desk.dial(other);
  const denied = result.dialled ? [] : result.decision.findings.filter(({ verdict }) => verdict === 'denied');
  expect(denied.map(({ rule, reason }) => `${rule}: ${reason}`)).toEqual([
    'consent: consent callback.call-1 is for another call only',
  ]);
});

it('while the stack is stopped nobody is called, and afterwards once', async () => {
  const { desk, pass } = await aWish('2026-11-24T15:20');
  await desk.toggle.stop({ stoppedAt: AT, reason: 'complaints' });
  await pass(40);
  expect(desk.dialler.dialled).toEqual([]);
  await desk.toggle.resume();
  await pass(10);
  expect(desk.dialler.dialled).toHaveLength(1);
});
