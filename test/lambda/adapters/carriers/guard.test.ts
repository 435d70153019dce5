import fc from 'fast-check';
import { path, type CarrierCall, type Method } from '../../../../lambda/adapters/carriers/carrier-call';
import { CallNotAllowedError } from '../../../../lambda/adapters/carriers/carrier-error';
import { EXOTEL_CALLS } from '../../../../lambda/adapters/carriers/exotel/allow-list';
import { Guard, type AllowList } from '../../../../lambda/adapters/carriers/guard';
import { GuardedTransport } from '../../../../lambda/adapters/carriers/guarded-transport';
import { basicCredentials } from '../../../../lambda/adapters/carriers/guarded-credentials';
import { TWILIO_CALLS } from '../../../../lambda/adapters/carriers/twilio';
import { VOBIZ_CALLS } from '../../../../lambda/adapters/carriers/vobiz/allow-list';
import { fetchFrom } from '../../../fakes/carrier-origins';
import { HastyClock } from '../../../fakes/hasty-clock';
import { HttpServer } from '../../../fakes/http-server';
import { RequestsMade } from './requests-made';

const TWILIO = 'https://api.twilio.com';
const TRUNKING = 'https://trunking.twilio.com';
const VOBIZ = 'https://api.vobiz.ai';
const EXOTEL = ['https://api.exotel.com', 'https://api.in.exotel.com'];
const AC = `AC${'1'.repeat(32)}`;
const PN = `PN${'2'.repeat(32)}`;
const TK = `TK${'3'.repeat(32)}`;
const MA = 'MA_ABCDEFGH';
const LISTS: AllowList[] = [TWILIO_CALLS, VOBIZ_CALLS, EXOTEL_CALLS];

let server: HttpServer;
let requests: RequestsMade;

beforeAll(async () => {
  server = await HttpServer.open((_request, _body, response) => void response.end('{}'));
});
beforeEach(() => {
  requests = new RequestsMade();
});
afterEach(() => requests.close());
afterAll(() => server.close());

function transportOf(allowed: AllowList): GuardedTransport {
  const origins = [TWILIO, TRUNKING, VOBIZ, ...EXOTEL];
  return new GuardedTransport({
    allowed,
    credentials: basicCredentials('user', 'password'),
    clock: new HastyClock(),
    explain: () => ({}),
    fetch: fetchFrom(Object.fromEntries(origins.map((origin) => [origin, server.url]))),
  });
}

/** Sent through every carrier's guard. */
async function refusedByAll(call: CarrierCall): Promise<void> {
  for (const list of LISTS) {
    await expect(transportOf(list).send(call)).rejects.toBeInstanceOf(CallNotAllowedError);
  }
}

const numbers = `/2010-04-01/Accounts/${AC}/IncomingPhoneNumbers`;
const vobizNumbers = `/api/v1/Account/${MA}/numbers`;

/** What releases, buys or closes, with lookalikes. The path's segments are split at `/` as they stand. */
const DEADLY: [method: string, origin: string, path: string][] = [
  ['DELETE', TWILIO, `${numbers}/${PN}.json`],
  ['DELETE', TWILIO, `${numbers}/${PN}`],
  ['DELETE', TWILIO, `${numbers}/${PN}.xml`],
  ['DELETE', TWILIO, `${numbers}/${PN}.json/`],
  ['DELETE', TWILIO, `${numbers}//${PN}.json`],
  ['DELETE', TWILIO, `/${numbers}/${PN}.json`],
  ['DELETE', TWILIO, `${numbers.toLowerCase()}/${PN}.json`],
  ['delete', TWILIO, `${numbers}/${PN}.json`],
  ['DELETE', TRUNKING, `${numbers}/${PN}.json`],
  ['DELETE', TWILIO, `${numbers}/Local/${PN}.json`],
  ['DELETE', 'http://api.twilio.com', `${numbers}/${PN}.json`],
  ['DELETE', 'https://api.twilio.com.', `${numbers}/${PN}.json`],
  ['DELETE', 'https://API.twilio.com', `${numbers}/${PN}.json`],
  ['DELETE', 'https://api.twilio.com:443', `${numbers}/${PN}.json`],
  ['DELETE', 'https://api.ashburn.us1.twilio.com', `${numbers}/${PN}.json`],
  ['DELETE', TRUNKING, `/v1/Trunks/${TK}/PhoneNumbers/..`],
  ['DELETE', TRUNKING, `/v1/Trunks/${TK}/PhoneNumbers/../${PN}`],
  ['DELETE', TRUNKING, `/v1/Trunks/..%2f..`],
  ['DELETE', TRUNKING, `/v1/Trunks/${TK}?x=1`],
  ['DELETE', TRUNKING, `/v1/Trunks/${TK}#`],
  ['DELETE', TRUNKING, `/v1/Trunks/${TK}\n`],
  ['POST', TWILIO, `${numbers}.json`],
  ['POST', TWILIO, `${numbers}/Local.json`],
  ['POST', TWILIO, `${numbers}/TollFree.json`],
  ['POST', TWILIO, `/2010-04-01/Accounts/${AC}.json`],
  ['POST', TWILIO, '/2010-04-01/Accounts.json'],
  ['DELETE', TWILIO, `/2010-04-01/Accounts/${AC}.json`],
  ['DELETE', VOBIZ, `${vobizNumbers}/+919876543210`],
  ['DELETE', VOBIZ, `${vobizNumbers}/%2B919876543210`],
  ['DELETE', VOBIZ, `${vobizNumbers}/+919876543210/`],
  ['DELETE', VOBIZ, `${vobizNumbers}/+919876543210/Assign`],
  ['DELETE', VOBIZ, `${vobizNumbers}/+919876543210/assign/`],
  ['DELETE', VOBIZ, `${vobizNumbers}/+919876543210//assign`],
  ['DELETE', VOBIZ, `${vobizNumbers}/+919876543210/assign/..`],
  ['DELETE', VOBIZ, `${vobizNumbers}/+919876543210?x=/assign`],
  ['DELETE', VOBIZ, `/api/v1/account/${MA}/numbers/+919876543210`],
  ['DELETE', VOBIZ, `/api/v1/account/${MA}/numbers/+919876543210/assign`],
  ['POST', VOBIZ, `${vobizNumbers}/purchase-from-inventory`],
  ['POST', VOBIZ, `${vobizNumbers}/+919876543210`],
  ...EXOTEL.flatMap((origin): [string, string, string][] => [
    ['DELETE', origin, '/v2_beta/Accounts/acme/IncomingPhoneNumbers/abcdef0123456789'],
    ['DELETE', origin, '/v2_beta/accounts/acme/incomingphonenumbers/abcdef0123456789'],
    ['DELETE', origin, '/v1/Accounts/acme/IncomingPhoneNumbers/abcdef0123456789'],
    ['DELETE', origin, '/v1/Accounts/acme/IncomingPhoneNumbers/abcdef0123456789.json'],
    ['POST', origin, '/v2_beta/Accounts/acme/IncomingPhoneNumbers'],
    ['POST', origin, '/v1/Accounts/acme/IncomingPhoneNumbers.json'],
    ['POST', origin, '/v1/Accounts/acme'],
    ['DELETE', origin, '/v1/Accounts/acme'],
  ]),
];

describe('what would lose, buy or close something', () => {
  it('sees the requests that are made', async () => {
    await transportOf(TWILIO_CALLS).send({
      method: 'DELETE',
      origin: TRUNKING,
      path: path`/v1/Trunks/${TK}`,
    });

    expect(requests.made).toBeGreaterThan(0);
  });

  it.each(DEADLY)('refuses %s %s%s, and opens no socket', async (method, origin, text) => {
    await refusedByAll({ method: method as Method, origin, path: text.slice(1).split('/') });

    expect(requests.made).toBe(0);
  });

  it('refuses the same in one segment, encoded or not', async () => {
    for (const [method, origin, text] of DEADLY) {
      for (const segment of [text.slice(1), encodeURIComponent(text.slice(1))]) {
        await refusedByAll({ method: method as Method, origin, path: [segment] });
        await refusedByAll({ method: method as Method, origin, path: ['v1', 'Trunks', segment] });
      }
    }

    expect(requests.made).toBe(0);
  });

  it('refuses to turn another method into a release by a query', async () => {
    const detach = {
      method: 'DELETE' as const,
      origin: VOBIZ,
      path: path`/api/v1/Account/${MA}/numbers/${'+919876543210'}/assign`,
    };
    await expect(transportOf(VOBIZ_CALLS).send({ ...detach, query: { immediate: 'true' } })).rejects.toThrow(
      'vobiz: DELETE /api/v1/Account/{…}/numbers/{…}/assign is not allowed with immediate',
    );
    const list = {
      method: 'GET' as const,
      origin: TWILIO,
      path: path`/2010-04-01/Accounts/${AC}/IncomingPhoneNumbers.json`,
    };
    await expect(transportOf(TWILIO_CALLS).send({ ...list, query: { _method: 'DELETE' } })).rejects.toThrow(
      CallNotAllowedError,
    );

    expect(requests.made).toBe(0);
  });

  it('refuses an update that would give a number to another account', async () => {
    const update = path`/2010-04-01/Accounts/${AC}/IncomingPhoneNumbers/${PN}.json`;
    const body = { form: { VoiceUrl: 'https://example.com', AccountSid: `AC${'9'.repeat(32)}` } };

    await expect(
      transportOf(TWILIO_CALLS).send({ method: 'POST', origin: TWILIO, path: update, body }),
    ).rejects.toThrow(
      'twilio: POST /2010-04-01/Accounts/{…}/IncomingPhoneNumbers/{…} is not allowed with AccountSid',
    );
    expect(requests.made).toBe(0);
  });

  it.each([
    'http://trunking.twilio.com',
    'https://trunking.twilio.com:443',
    'https://trunking.twilio.com/',
    'https://trunking.twilio.com.',
    'https://Trunking.twilio.com',
    'https://trunking.twilio.com@example.com',
    'https://trunking.twilio.com.example.com',
    'https://example.com',
    TWILIO,
    '',
  ])('refuses what is allowed at one origin at another: %s', async (origin) => {
    await refusedByAll({ method: 'DELETE', origin, path: path`/v1/Trunks/${TK}` });

    expect(requests.made).toBe(0);
  });

  it('refuses what hides behind an allowed form', async () => {
    const update = path`/2010-04-01/Accounts/${AC}/IncomingPhoneNumbers/${PN}.json`;
    const body = { form: { VoiceUrl: '' }, json: { AccountSid: 'AC' } } as unknown as NonNullable<
      CarrierCall['body']
    >;

    await refusedByAll({ method: 'POST', origin: TWILIO, path: update, body });
    expect(requests.made).toBe(0);
  });

  it.each<Record<string, string>>([{}, { trunk_sid: '' }, { trunk_sid: '*' }, { trunk_sid: 'trm1,trm2' }])(
    'refuses to delete trunks of Exotel with the query %j, which names none',
    async (query) => {
      for (const origin of EXOTEL) {
        await refusedByAll({ method: 'DELETE', origin, path: path`/v2/accounts/acme/trunks`, query });
      }
      expect(requests.made).toBe(0);
    },
  );

  it('refuses a body where none is known', async () => {
    const call: CarrierCall = {
      method: 'DELETE',
      origin: TRUNKING,
      path: path`/v1/Trunks/${TK}`,
      body: { form: {} },
    };

    await expect(transportOf(TWILIO_CALLS).send(call)).rejects.toThrow('with a body');
    expect(requests.made).toBe(0);
  });
});

describe('whatever is asked', () => {
  const words = [
    '',
    '.',
    '..',
    '%2e%2e',
    '%2F',
    'v1',
    'v2',
    'v2_beta',
    'api',
    '2010-04-01',
    'Accounts',
    'accounts',
    'Account',
  ];
  const more = [
    'numbers',
    'IncomingPhoneNumbers',
    'IncomingPhoneNumbers.json',
    'Trunks',
    'PhoneNumbers',
    'trunks',
    'assign',
  ];
  const ids = [AC, `${AC}.json`, PN, `${PN}.json`, TK, MA, 'acme', '+919876543210', '%2B919876543210'];
  const segment = fc.oneof(fc.constantFrom(...words, ...more, ...ids), fc.string());
  const call = fc.record({
    method: fc.constantFrom(
      'GET',
      'POST',
      'PUT',
      'PATCH',
      'DELETE',
      'delete',
      'HEAD',
      'OPTIONS',
    ) as fc.Arbitrary<Method>,
    origin: fc.constantFrom(TWILIO, TRUNKING, VOBIZ, ...EXOTEL, 'https://example.com'),
    path: fc.array(segment, { maxLength: 7 }),
  });

  it('opens no socket for what the list does not hold', async () => {
    await fc.assert(
      fc.asyncProperty(call, fc.constantFrom(...LISTS), async (asked, list) => {
        fc.pre(!isOn(list, asked));
        await expect(transportOf(list).send(asked)).rejects.toBeInstanceOf(CallNotAllowedError);
        expect(requests.made).toBe(0);
      }),
      { numRuns: 2000 },
    );
  });

  it('passes no DELETE that ends at a number', () => {
    const guards = LISTS.map((list) => new Guard(list));
    fc.assert(
      fc.property(call, (asked) => {
        for (const guard of guards) {
          const url = passed(guard, { ...asked, method: 'DELETE' });
          expect(url ?? '').not.toMatch(/IncomingPhoneNumbers|\/numbers\/[^/]*\/?$/i);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('sends each segment as one segment', () => {
    const list: AllowList = {
      carrier: 'lax',
      segments: { anything: '[^]*' },
      calls: [{ method: 'GET', origin: VOBIZ, path: '/before/{anything}/after' }],
    };
    const guard = new Guard(list);
    fc.assert(
      fc.property(fc.string(), (value) => {
        const url = passed(guard, { method: 'GET', origin: VOBIZ, path: path`/before/${value}/after` });
        const climbs = value === '.' || value === '..';
        expect(url).toBe(climbs ? undefined : `${VOBIZ}/before/${encodeURIComponent(value)}/after`);
      }),
    );
  });
});

describe('a call on the list', () => {
  it('is sent with its plus encoded', () => {
    const assign = path`/api/v1/Account/${MA}/numbers/${'+919876543210'}/assign`;

    expect(passed(new Guard(VOBIZ_CALLS), { method: 'DELETE', origin: VOBIZ, path: assign })).toBe(
      'https://api.vobiz.ai/api/v1/Account/MA_ABCDEFGH/numbers/%2B919876543210/assign',
    );
  });

  it('is named by its template', () => {
    const { call } = new Guard(TWILIO_CALLS).pass({
      method: 'GET',
      origin: TRUNKING,
      path: path`/v1/Trunks/${TK}`,
    });

    expect(call).toBe('GET /v1/Trunks/{trunk}');
  });
});

describe('a list with a fault', () => {
  it.each([
    [{ method: 'GET', origin: 'http://api.twilio.com', path: '/' }, 'no https origin'],
    [{ method: 'GET', origin: 'https://api.twilio.com/v1', path: '/' }, 'no https origin'],
    [{ method: 'GET', origin: TWILIO, path: 'v1' }, 'does not begin with a slash'],
    [{ method: 'GET', origin: TWILIO, path: '/v1/{what}' }, 'nothing says what {what} may be'],
  ] as const)('is refused: %j', (call, fault) => {
    expect(() => new Guard({ carrier: 'x', segments: {}, calls: [call] })).toThrow(fault);
  });
});

it('names neither numbers nor keys in a refusal', async () => {
  const text = `/api/v1/Account/${MA}/numbers/+919876543210/secret-key`;
  const refusal = transportOf(VOBIZ_CALLS).send({
    method: 'DELETE',
    origin: VOBIZ,
    path: text.slice(1).split('/'),
  });

  await expect(refusal).rejects.toThrow(
    new CallNotAllowedError(
      'vobiz: DELETE /api/v1/Account/{…}/numbers/{…}/{…} is not among the allowed calls',
    ),
  );
});

function passed(guard: Guard, call: CarrierCall): string | undefined {
  try {
    return guard.pass(call).url.href;
  } catch (error) {
    if (error instanceof CallNotAllowedError) return undefined;
    throw error;
  }
}

/** The list read a second way, by hand, so that the guard isn't its own judge. */
function isOn({ calls, segments }: AllowList, { method, origin, path: asked }: CarrierCall): boolean {
  return calls.some((allowed) => {
    const wanted = allowed.path.split('/').slice(1);
    const fits = (given: string, template: string) => {
      const pattern = template
        .replaceAll('.', '\\.')
        .replace(/\{(\w+)\}/, (_, name: string) => `(?:${segments[name]})`);
      return given.match(pattern)?.[0] === given;
    };
    return (
      allowed.method === method &&
      allowed.origin === origin &&
      wanted.length === asked.length &&
      wanted.every((template, i) => fits(asked[i] ?? '', template))
    );
  });
}
