import { ByonError } from '../../../lambda/core/errors';
import type { Answer, Refusal } from '../../../lambda/dial/answer';
import { createDialFunction, type ApiAnswer } from '../../../lambda/dial/handler';
import { aRequest, AT, DialDesk, TO } from '../../builders/dial-desk';
import { faulty, throws } from '../../fakes/faulty';

const NOBODY = '0'.repeat(32);

async function api(desk: DialDesk, routeKey: string, { reference = '', body = '' } = {}) {
  const pathParameters = reference === '' ? null : { reference };
  const event = { version: '2.0', routeKey, pathParameters, body, isBase64Encoded: false };
  const { statusCode, headers, body: text } = (await createDialFunction(desk.ports)(event)) as ApiAnswer;
  expect(headers['content-type']).toBe('application/json');
  return { status: statusCode, headers, body: JSON.parse(text) as Record<string, unknown>, text };
}

const post = (desk: DialDesk, request: unknown = aRequest()) =>
  api(desk, 'POST /calls', { body: typeof request === 'string' ? request : JSON.stringify(request) });

it('makes a call, tells of it, and ends it', async () => {
  const desk = await new DialDesk().agreed();
  const made = await post(desk);
  expect(made).toMatchObject({ status: 201, body: { state: 'placed', call: 'CA01', carrier: 'twilio' } });
  expect(made.text).not.toContain(TO.slice(1));
  const { reference } = made.body as { reference: string };
  expect(await post(desk)).toMatchObject({ status: 201, body: { reference } });
  expect(await api(desk, 'GET /calls/{reference}', { reference })).toMatchObject({
    status: 200,
    body: made.body,
  });
  expect(await api(desk, 'DELETE /calls/{reference}', { reference })).toMatchObject({ status: 200 });
  expect(desk.dialler.hungUp).toEqual(['CA01']);
  await desk.dials.save({ reference, outcome: 'completed' });
  expect(await api(desk, 'DELETE /calls/{reference}', { reference })).toMatchObject({
    status: 200,
    body: { outcome: 'completed' },
  });
  expect(desk.dialler.hungUp).toEqual(['CA01']);
});

it('takes a body in base64, as API Gateway may hand it over', async () => {
  const desk = await new DialDesk().agreed();
  const body = Buffer.from(JSON.stringify(aRequest())).toString('base64');
  const event = { routeKey: 'POST /calls', body, isBase64Encoded: true };
  expect(await createDialFunction(desk.ports)(event)).toMatchObject({ statusCode: 201 });
});

it('tells a denial with every finding', async () => {
  const denied = await post(new DialDesk());
  expect(denied).toMatchObject({ status: 403, body: { decision: { allowed: false } } });
  expect(denied.text).toContain('"rule":"consent","verdict":"denied"');
});

it('tells all faults of a request, and of one that is no JSON', async () => {
  const { status, body } = await post(new DialDesk(), { ...aRequest(), to: '1', purpose: 'fun' });
  expect(status).toBe(422);
  expect((body as unknown as Refusal).faults!.map(({ path }) => path)).toEqual(['to', 'purpose']);
  expect(await post(new DialDesk(), '{')).toMatchObject({ status: 422 });
});

it('tells what is at odds with an earlier request', async () => {
  const desk = await new DialDesk().agreed();
  await post(desk);
  expect(await post(desk, aRequest({ about: 'another' }))).toMatchObject({
    status: 409,
    body: { error: 'key-used-otherwise' },
  });
});

it('tells when to ask again, in whole seconds', async () => {
  const desk = await new DialDesk().agreed();
  desk.trunk.limits.callsPerSecond = 0.1;
  await desk.trunks.replace('twilio', { version: 1, nextAt: AT + 12_000, calls: {} });
  const refused = await post(desk);
  expect(refused).toMatchObject({ status: 429, body: { error: 'calls-per-second' } });
  expect(Number(refused.headers['retry-after'])).toBe(12);
});

it('says that all calls are stopped, and that waiting is no help', async () => {
  const desk = await new DialDesk().agreed();
  await desk.toggle.stop({ stoppedAt: AT, reason: 'complaints' });
  const refused = await post(desk);
  expect(refused).toMatchObject({ status: 403, body: { error: 'stopped' } });
  expect(refused.headers['retry-after']).toBeUndefined();
});

it('knows no call that was not dialled', async () => {
  const desk = new DialDesk();
  expect(await api(desk, 'GET /calls/{reference}', { reference: NOBODY })).toMatchObject({ status: 404 });
  expect(await api(desk, 'DELETE /calls/{reference}', { reference: NOBODY })).toMatchObject({ status: 404 });
});

it('cannot end what the carrier has not named, or cannot end', async () => {
  const desk = await new DialDesk(() => Promise.reject(new ByonError('it took too long'))).agreed();
  const { body } = await post(desk);
  const reference = body.reference as string;
  const end = () => api(desk, 'DELETE /calls/{reference}', { reference });
  expect(await end()).toMatchObject({ status: 409, body: { error: 'cannot-end' } });
  await desk.dials.save({ reference, state: 'placed', call: 'CA02' });
  desk.dialler.hangUpFailure = new ByonError('Exotel has no way to end a call');
  expect(await end()).toMatchObject({ status: 409, body: { message: 'Exotel has no way to end a call' } });
});

it('tells nothing of what nobody foresaw, and logs it', async () => {
  const desk = await new DialDesk().agreed();
  Object.assign(desk.ports, { days: faulty(desk.days, { take: throws('table of 42 is down') }) });
  const failed = await post(desk);
  expect(failed.status).toBe(500);
  expect(failed.text).not.toContain('42');
  expect(desk.log.messages('error')).toEqual(['request failed']);
});

describe('invoked by the command line', () => {
  const invoke = (desk: DialDesk, event: unknown) => createDialFunction(desk.ports)(event) as Promise<Answer>;

  it('dials, or only tries', async () => {
    const desk = await new DialDesk().agreed();
    expect(await invoke(desk, { action: 'try', request: aRequest() })).toMatchObject({
      status: 200,
      body: { decision: { allowed: true } },
    });
    expect(desk.dialler.dialled).toEqual([]);
    expect(await invoke(desk, { action: 'dial', request: aRequest() })).toMatchObject({ status: 201 });
  });

  it('refuses what is neither', async () => {
    await expect(invoke(new DialDesk(), { action: 'hang-up' })).rejects.toThrow();
    await expect(invoke(new DialDesk(), { routeKey: 'PUT /calls' })).rejects.toThrow();
  });
});
