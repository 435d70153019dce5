import * as z from 'zod';
import { ByonError } from '../../../lambda/core/errors';
import { customResource } from '../../../lambda/custom-resource/handler';
import { putByFetch } from '../../../lambda/custom-resource/put';
import type { ResourceKind } from '../../../lambda/custom-resource/resource-kind';
import { VirtualClock } from '../../../local/clock';
import { HttpServer } from '../../fakes/http-server';
import { RecordingLog } from '../../fakes/ports';

const properties = z.strictObject({ Name: z.string(), Size: z.coerce.number().int() });
type Properties = z.infer<typeof properties>;

const plain: ResourceKind<Properties> = {
  properties,
  create: async ({ properties: { Name, Size } }) => ({ physicalId: `id-${Name}`, data: { Size: `${Size}` } }),
  update: async ({ properties: { Name } }) => ({ physicalId: `id-${Name}` }),
  delete: async () => undefined,
};

/** A bucket that takes answers, and a function with one kind of resource. */
async function setUp(kind: Partial<ResourceKind<Properties>> = {}, statuses: number[] = []) {
  const clock = new VirtualClock();
  const log = new RecordingLog();
  const received: { body: Record<string, unknown>; bytes: number; type: string | undefined }[] = [];
  const server = await HttpServer.open((request, body, response) => {
    const type = request.headers['content-type'];
    const answer = JSON.parse(body.toString()) as Record<string, unknown>;
    received.push({ body: answer, bytes: body.length, type });
    response.writeHead(statuses.shift() ?? 200).end();
  });
  closing.push(() => server.close());
  const handler = customResource({
    types: { 'Custom::Thing': { ...plain, ...kind } },
    clock,
    log,
    put: (url, body) => clock.during(() => putByFetch(url, body)),
  });
  const send = (own: Record<string, unknown> = {}, remainingMs = 540_000) =>
    handler(
      {
        RequestType: 'Create',
        ResponseURL: `${server.url}/answer?X-Amz-Signature=planted-signature`,
        RequestId: 'request-1',
        StackId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/Byon/1',
        LogicalResourceId: 'Thing1A2B',
        ResourceType: 'Custom::Thing',
        ResourceProperties: { ServiceToken: 'arn:of:us', ServiceTimeout: '600', Name: 'a', Size: '3' },
        ...own,
      },
      { getRemainingTimeInMillis: () => remainingMs },
    );
  return { clock, log, received, send, answer: () => received.at(-1)?.body };
}

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

const was = {
  PhysicalResourceId: 'id-a',
  OldResourceProperties: { ServiceToken: 't', Name: 'a', Size: '3' },
};

test('answers CloudFormation with the id and the attributes, and an empty content type', async () => {
  const { send, received } = await setUp();

  await send();

  expect(received).toMatchObject([
    {
      type: '',
      body: {
        Status: 'SUCCESS',
        PhysicalResourceId: 'id-a',
        StackId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/Byon/1',
        RequestId: 'request-1',
        LogicalResourceId: 'Thing1A2B',
        Data: { Size: '3' },
      },
    },
  ]);
});

test('tells all faults of the properties in one answer', async () => {
  const { send, answer } = await setUp();

  await send({ ResourceProperties: { ServiceToken: 't', Size: 'many', Colour: 'red' } });

  expect(answer()).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'NothingMade' });
  expect(answer()?.['Reason']).toMatch(/Name: .*\n.*Size: .*\n.*Colour/);
});

test('deletes what was made with properties that are faulty today', async () => {
  const deleted: unknown[] = [];
  const { send, answer } = await setUp({
    delete: async ({ physicalId, properties: known }) => void deleted.push([physicalId, known]),
  });

  await send({ RequestType: 'Delete', PhysicalResourceId: 'id-a', ResourceProperties: { Colour: 'red' } });

  expect(answer()).toMatchObject({ Status: 'SUCCESS', PhysicalResourceId: 'id-a' });
  expect(deleted).toEqual([['id-a', undefined]]);
});

test('hands the former properties to an Update, unless they are faulty today', async () => {
  const seen: unknown[] = [];
  const { send } = await setUp({
    update: async ({ previous, physicalId }) => {
      seen.push(previous);
      return { physicalId };
    },
  });

  await send({ RequestType: 'Update', ...was });
  await send({ RequestType: 'Update', ...was, OldResourceProperties: { Colour: 'red' } });

  expect(seen).toEqual([{ Name: 'a', Size: 3 }, undefined]);
});

test('a failed Update keeps the id, so that nothing is replaced', async () => {
  const { send, answer } = await setUp({ update: () => Promise.reject(new ByonError('no room')) });

  await send({ RequestType: 'Update', ...was });

  expect(answer()).toMatchObject({
    Status: 'FAILED',
    PhysicalResourceId: 'id-a',
    Reason: 'Update of Thing1A2B failed: no room',
  });
});

test('a failed Create names what it holds, so that the Delete finds it', async () => {
  const { send, answer } = await setUp({
    create: async ({ holding }) => {
      holding('id-half-made');
      throw new ByonError('no room');
    },
  });

  await send();

  expect(answer()).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'id-half-made' });
});

test('keeps the words of unexpected errors out of the answer', async () => {
  const { send, answer } = await setUp({
    create: () => Promise.reject(new TypeError('cannot read planted-secret')),
  });

  await send();

  expect(answer()?.['Reason']).toContain('unexpected TypeError');
  expect(JSON.stringify(answer())).not.toContain('planted-secret');
});

test('refuses a type that it does not have, but lets it be deleted', async () => {
  const { send, answer } = await setUp();

  await send({ ResourceType: 'Custom::Other' });
  expect(answer()?.['Reason']).toContain('no resource type Custom::Other; it has Custom::Thing');

  await send({ ResourceType: 'Custom::Other', RequestType: 'Delete', PhysicalResourceId: 'id' });
  expect(answer()).toMatchObject({ Status: 'SUCCESS' });
});

test('answers 15 s before the end of the function when the work hangs', async () => {
  const { send, answer, clock } = await setUp({ create: () => new Promise(() => undefined) });
  const start = clock.now();

  await send();

  expect(clock.now() - start).toBe(525_000);
  expect(answer()).toMatchObject({
    Status: 'FAILED',
    Reason: 'Create of Thing1A2B failed: the time was over while waiting for the work',
  });
});

test('says what it waited for when the time is over', async () => {
  const { send, answer } = await setUp({
    create: ({ time }) =>
      time.attempt({
        what: 'the lamp to light',
        call: () => new Promise<never>(() => undefined),
        worth: () => 0,
      }),
  });

  await send();

  expect(answer()?.['Reason']).toContain('while waiting for the lamp to light');
});

test('brings the answer again where the bucket fails', async () => {
  const { send, received } = await setUp({}, [500, 503]);

  await send();

  expect(received).toHaveLength(3);
  expect(received[0]).toEqual(received[2]);
});

test('throws where the answer never gets through, so that Lambda sends the event again', async () => {
  const { send } = await setUp({}, Array<number>(200).fill(503));

  const sent = send();

  await expect(sent).rejects.toThrow("the time was over while the answer's delivery to CloudFormation");
  await expect(sent).rejects.not.toThrow('planted-signature');
});

test('gives an answer up that CloudFormation refuses', async () => {
  const { send, received, log } = await setUp({}, [403]);

  await send();

  expect(received).toHaveLength(1);
  expect(log.messages('error')).toEqual(['CloudFormation refused the answer']);
});

test.each([
  ['a short text', 'short'],
  ['a long one', 'x'.repeat(6000)],
  ['a long one in Hindi', 'ँ'.repeat(6000)],
])('no answer is longer than 4096 bytes: %s', async (_, text) => {
  const { send, received } = await setUp({
    create: () => Promise.reject(new ByonError(text)),
    update: async () => ({ physicalId: 'id-a', data: { text } }),
  });

  await send();
  await send({ RequestType: 'Update', ...was });

  expect(received.map(({ bytes }) => bytes <= 4096)).toEqual([true, true]);
  expect(received[1]?.body['Status']).toBe(text === 'short' ? 'SUCCESS' : 'FAILED');
});

test('logs neither the event nor the address of the answer', async () => {
  const { send, log } = await setUp();

  await send();

  expect(JSON.stringify(log.entries)).not.toMatch(/planted-signature|arn:of:us/);
  expect(log.messages()).toEqual(['custom resource asked', 'custom resource done']);
});
