import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import * as z from 'zod';
import { path, type CarrierCall } from '../../../../lambda/adapters/carriers/carrier-call';
import {
  AmbiguousError,
  CarrierError,
  harmless,
  isNotThere,
} from '../../../../lambda/adapters/carriers/carrier-error';
import type { AllowList } from '../../../../lambda/adapters/carriers/guard';
import { headerCredentials } from '../../../../lambda/adapters/carriers/guarded-credentials';
import { GuardedTransport } from '../../../../lambda/adapters/carriers/guarded-transport';
import { fetchFrom } from '../../../fakes/carrier-origins';
import { HastyClock } from '../../../fakes/hasty-clock';
import { HttpServer, type Answerer } from '../../../fakes/http-server';

const ORIGIN = 'https://api.carrier.example';
const LIST: AllowList = {
  carrier: 'carrier',
  segments: { id: '[^]+' },
  calls: [
    { method: 'GET', origin: ORIGIN, path: '/things/{id}' },
    { method: 'POST', origin: ORIGIN, path: '/things', body: ['name', 'tags'] },
    { method: 'DELETE', origin: ORIGIN, path: '/things/{id}' },
  ],
};
const READ: CarrierCall = { method: 'GET', origin: ORIGIN, path: path`/things/${'+14155550100'}` };
const CREATE: CarrierCall = {
  method: 'POST',
  origin: ORIGIN,
  path: path`/things`,
  body: { json: { name: 'a' } },
};
const REMOVE: CarrierCall = { method: 'DELETE', origin: ORIGIN, path: path`/things/${'1'}` };

interface Seen {
  method: string;
  url: string;
  headers: Record<string, unknown>;
  body: string;
}

let server: HttpServer | undefined;
let seen: Seen[];
let clock: HastyClock;

beforeEach(() => {
  seen = [];
  clock = new HastyClock();
});
afterEach(() => server?.close());

/** A carrier that gives these answers one after the other, and the last one from then on. */
async function carrierThat(...answers: Answerer[]): Promise<GuardedTransport> {
  server = await HttpServer.open((request, body, response) => {
    seen.push({
      method: request.method ?? '',
      url: request.url ?? '',
      headers: request.headers,
      body: body.toString(),
    });
    return answers[Math.min(seen.length, answers.length) - 1]?.(request, body, response);
  });
  return transportTo(server.url);
}

function transportTo(url: string, timeoutMs = 5000): GuardedTransport {
  return new GuardedTransport({
    allowed: LIST,
    credentials: headerCredentials({ 'X-Auth-ID': 'MA_SECRETID', 'X-Auth-Token': 'very/secret' }),
    clock,
    explain: (body) => body ?? {},
    timeoutMs,
    fetch: fetchFrom({ [ORIGIN]: url }),
  });
}

function answers(status: number, body?: unknown, headers: Record<string, string> = {}): Answerer {
  return (_request, _body, response) => {
    response.writeHead(status, headers).end(body === undefined ? undefined : JSON.stringify(body));
  };
}
const breaksOff: Answerer = (_request, _body, response) => void response.destroy();
const staysSilent: Answerer = () => undefined;

async function errorOf(sending: Promise<unknown>): Promise<CarrierError> {
  const error: unknown = await sending.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof CarrierError) return error;
  throw new Error('it did not fail as a carrier does', { cause: error });
}

describe('a request', () => {
  it('carries JSON, the credentials and the plus encoded', async () => {
    const carrier = await carrierThat(answers(200, { done: true }));

    await expect(carrier.send(CREATE)).resolves.toEqual({ status: 200, body: { done: true } });
    await carrier.send(READ);

    expect(seen[0]).toMatchObject({
      body: '{"name":"a"}',
      headers: {
        'content-type': 'application/json',
        'x-auth-id': 'MA_SECRETID',
        'x-auth-token': 'very/secret',
      },
    });
    expect(seen[1]?.url).toBe('/api.carrier.example/things/%2B14155550100');
  });

  it('carries a form, with a name as often as it has values', async () => {
    const carrier = await carrierThat(answers(201, {}));

    await carrier.send({ ...CREATE, body: { form: { name: '+1 & more', tags: ['a', 'b'] } } });

    expect(seen[0]?.body).toBe('name=%2B1+%26+more&tags=a&tags=b');
    expect(seen[0]?.headers['content-type']).toMatch('application/x-www-form-urlencoded');
  });

  it('may be answered with nothing', async () => {
    const carrier = await carrierThat(answers(204));

    await expect(carrier.send(REMOVE)).resolves.toEqual({ status: 204, body: undefined });
  });
});

describe('trying again', () => {
  it.each([READ, CREATE, REMOVE])(
    'is safe for everything when the carrier is too busy: $method',
    async (call) => {
      const carrier = await carrierThat(answers(429, {}), answers(429, {}), answers(200, {}));

      await carrier.send(call);

      expect(seen).toHaveLength(3);
      expect(clock.slept).toHaveLength(2);
    },
  );

  it('waits as long as the carrier says, in a header or in its words', async () => {
    const carrier = await carrierThat(
      answers(429, {}, { 'retry-after': '7' }),
      answers(429, { retryAfterSeconds: 3 }),
      answers(429, {}, { 'retry-after': '86400' }),
      answers(200, {}),
    );

    await carrier.send(CREATE);

    expect(clock.slept).toEqual([7000, 3000, 20_000]);
  });

  it('waits longer each time when it says nothing', async () => {
    const carrier = await carrierThat(answers(429, {}));

    await expect(carrier.send(READ)).rejects.toMatchObject({ status: 429 });

    const [first = 0, second = 0, third = 0] = clock.slept;
    expect(seen).toHaveLength(4);
    expect(first).toBeGreaterThanOrEqual(500);
    expect(second).toBeGreaterThanOrEqual(1000);
    expect(third).toBeGreaterThanOrEqual(2000);
    expect(third).toBeLessThanOrEqual(4000);
  });

  it.each([
    ['fails', answers(503, {})],
    ['breaks off', breaksOff],
    ['answers with rubbish', ((_request, _body, response) => void response.end('<html>')) satisfies Answerer],
  ] as const)('is safe for a read when the carrier %s', async (_, failing) => {
    const carrier = await carrierThat(failing, failing, answers(200, { there: true }));

    await expect(carrier.send(READ)).resolves.toMatchObject({ body: { there: true } });
  });

  it('is safe for everything when no connection came about', async () => {
    const port = await closedPort();
    const error = await errorOf(transportTo(`http://127.0.0.1:${port}`).send(CREATE));

    expect(error).not.toBeInstanceOf(AmbiguousError);
    expect(error.message).toBe(
      'carrier: POST /things: it could not be reached (ECONNREFUSED); try again later',
    );
    expect(clock.slept).toHaveLength(3);
  });

  it('is not done after a refusal', async () => {
    const carrier = await carrierThat(answers(404, {}));

    const error = await errorOf(carrier.send(READ));

    expect(isNotThere(error)).toBe(true);
    expect(seen).toHaveLength(1);
  });
});

describe('a change that nobody knows the outcome of', () => {
  it.each([
    ['fails', answers(500, {})],
    ['gives up waiting', answers(408, {})],
    ['breaks off', breaksOff],
    ['answers with rubbish', ((_request, _body, response) => void response.end('<html>')) satisfies Answerer],
  ] as const)('is told, and never repeated, when the carrier %s', async (_, failing) => {
    const carrier = await carrierThat(failing);

    for (const call of [CREATE, REMOVE]) {
      const error = await errorOf(carrier.send(call));
      expect(error).toBeInstanceOf(AmbiguousError);
      expect(error.message).toMatch('it may or may not have happened, so read before asking again');
    }
    expect(seen).toHaveLength(2);
  });

  it('is told when the carrier does not answer in time', async () => {
    await carrierThat(staysSilent);

    const error = await errorOf(transportTo(server?.url ?? '', 30).send(CREATE));

    expect(error).toBeInstanceOf(AmbiguousError);
    expect(error.message).toMatch('the connection broke or took too long (TimeoutError)');
  });

  it('is told when the answer is not as promised', async () => {
    const carrier = await carrierThat(answers(201, { id: 7 }));
    const schema = z.object({ id: z.string() });

    await expect(carrier.ask(CREATE, schema)).rejects.toThrow(AmbiguousError);
    const error = await errorOf(carrier.ask(READ, schema));

    expect(error).not.toBeInstanceOf(AmbiguousError);
    expect(error.message).toBe('carrier: GET /things/{id}: its answer is not as its documents promise (id)');
  });
});

describe('a redirect', () => {
  it.each([301, 302, 303, 307, 308])('is never followed: %i', async (status) => {
    const carrier = await carrierThat(
      answers(status, undefined, { location: '/api.carrier.example/elsewhere' }),
    );

    for (const call of [READ, REMOVE]) {
      await expect(carrier.send(call)).rejects.toThrow(
        'it answered with a redirect, which is never followed',
      );
    }
    expect(seen).toHaveLength(2);
  });
});

it('reads no more of an answer than is bearable', async () => {
  const carrier = await carrierThat((_request, _body, response) => {
    const flood = () => {
      while (!response.destroyed && response.write(Buffer.alloc(64 * 1024, 32)));
      if (!response.destroyed) response.once('drain', flood);
    };
    flood();
  });

  await expect(carrier.send(CREATE)).rejects.toThrow(
    'its answer cannot be used: it is larger than 4194304 bytes',
  );
});

describe('an error', () => {
  it("has the carrier's code and words, without keys and numbers", async () => {
    const message =
      'very/secret of MA_SECRETID: very%2Fsecret may not call +1 (415) 555-0100 or %2B919876543210';
    const carrier = await carrierThat(answers(400, { code: '21210', message }));

    const error = await errorOf(carrier.send(CREATE));

    expect(error).toMatchObject({ carrier: 'carrier', call: 'POST /things', status: 400, code: '21210' });
    expect(error.message).toBe(
      'carrier: POST /things: it answered 400 (21210): (secret) of (secret): (secret) may not call (number) or (number)',
    );
  });

  it('keeps nothing of what was sent, not even in its cause', async () => {
    const broken = new GuardedTransport({
      allowed: LIST,
      // fetch refuses such a header, and quotes it.
      credentials: headerCredentials({ 'X-Auth-Token': 'very\nsecret' }),
      clock,
      explain: () => ({}),
      fetch: fetchFrom({}),
    });

    const error = await errorOf(broken.send(READ));

    expect(`${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`).not.toMatch(/secret|4155550100/);
  });

  it.each([
    ['call +14155550100.', 'call (number).'],
    ['sip:+919876543210@host', 'sip:(number)@host'],
    ['0120 4155 5501', '(number)'],
    ['code 20404 on 2026', 'code 20404 on 2026'],
    [`trunk TK${'1'.repeat(32)}`, `trunk TK${'1'.repeat(32)}`],
    ['99.77.240.0', '99.77.240.0'],
  ])('hides numbers only: %s', (text, shown) => {
    expect(harmless(text)).toBe(shown);
  });

  it('is short, however much the carrier says', () => {
    expect(harmless('no '.repeat(1000))).toHaveLength(301);
  });
});

/** A port of this machine on which nobody listens. */
async function closedPort(): Promise<number> {
  const listener = createServer();
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const { port } = listener.address() as AddressInfo;
  await new Promise((resolve) => listener.close(resolve));
  return port;
}
