import { SignedWebhooks } from '../../../lambda/adapters/signed-webhooks';
import { SystemClock } from '../../../lambda/adapters/system-clock';
import type { WebhookError } from '../../../lambda/core/memory/webhook-error';
import { aCallEnded } from '../../builders/call-ended';
import { json, TOOL_KEY, ToolServer } from '../../fakes/tool-server/tool-server';

const clock = new SystemClock();
let server: ToolServer;
beforeEach(async () => {
  // Requests of tools name their key in their body as well; an event has its id there.
  server = await ToolServer.open(
    () => clock.now(),
    ({ id }) => id,
  );
});
afterEach(() => server.close());

const secrets = { key: () => Promise.resolve(TOOL_KEY) };

async function failureOf(
  url = server.url,
  keys: { key: (secret: string) => Promise<string> } = secrets,
): Promise<WebhookError | undefined> {
  const webhooks = new SignedWebhooks({ secrets: keys, clock, network: server.network });
  const sending = webhooks.send(aCallEnded(), { url, secret: 'crm' }, new AbortController().signal);
  return sending.then(
    () => undefined,
    (error: unknown) => error as WebhookError,
  );
}

it('sends the event signed, under its own id', async () => {
  expect(await failureOf()).toBeUndefined();
  expect(server.requests).toEqual([
    {
      path: '/orders',
      headers: expect.objectContaining({ 'idempotency-key': 'call-1' }) as unknown,
      body: aCallEnded(),
    },
  ]);
});

it.each([
  [503, true],
  [429, true],
  [410, false],
  [302, false],
])('fails on %i, which another attempt may change: %s', async (status, worthAnotherTry) => {
  server.answer = (_, response) => json(response, status, { secret: 'words' });
  expect(await failureOf()).toMatchObject({ message: `the webhook: it answered ${status}`, worthAnotherTry });
});

it('reaches public hosts only', async () => {
  server.names = [[{ address: '169.254.169.254', family: 4 }]];
  for (const url of [server.url, 'https://10.0.0.1/', 'http://tools.example.com/']) {
    expect(await failureOf(url)).toMatchObject({ name: 'WebhookError', worthAnotherTry: false });
  }
  expect(server.requests).toEqual([]);
});

it('says which secret it needs, and when nobody answers', async () => {
  const none = { key: () => Promise.reject(new Error('AccessDenied')) };
  expect((await failureOf(server.url, none))?.message).toContain('its secret crm cannot be used');
  server.answer = (_, response) => void response.destroy();
  expect(await failureOf()).toMatchObject({ worthAnotherTry: true });
});
