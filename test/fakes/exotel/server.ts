import { CarrierFault } from '../carrier-routes';
import type { CarrierDialect } from '../carrier-server';
import { FakeCarrier } from '../fake-carrier';
import { Account, existing, type Exophone } from './account';
import { callRoutes } from './calls';
import { refuse } from './envelope';
import { holdingsOf, snapshotOf, type Holdings } from './holdings';
import { numberRoutes } from './numbers';
import { DEFAULT_SETTINGS, type ExotelOptions, type ExotelSettings } from './settings';
import { trunkPartRoutes } from './trunk-parts';
import { trunkRoutes } from './trunks';

const ORIGINS = ['https://api.in.exotel.com', 'https://api.exotel.com'];
const PATTERNS = { mapping: '\\d+', call: '[0-9a-f]+' };

/** Opens a fake Exotel on a free port of 127.0.0.1, with one account, which both clusters know. */
export async function startExotel(options: ExotelOptions = {}): Promise<FakeExotel> {
  const fake = new FakeExotel(options);
  await fake.open();
  return fake;
}

/** Exotel's API of SIP trunks, ExoPhones and calls: one account, stateful and strict. */
export class FakeExotel extends FakeCarrier {
  /** May be changed at any time. */
  readonly settings: ExotelSettings;
  readonly credentials: { accountSid: string; apiKey: string; apiToken: string };
  private readonly account: Account;

  constructor({ accountSid, apiKey, apiToken, ...settings }: ExotelOptions = {}) {
    const credentials = {
      accountSid: accountSid ?? 'acme1',
      apiKey: apiKey ?? 'a-key-of-exotel',
      apiToken: apiToken ?? 'a-token-of-exotel',
    };
    const account = new Account(credentials.accountSid, { ...DEFAULT_SETTINGS, ...settings });
    super(ORIGINS, {
      routes: [
        ...trunkRoutes(account),
        ...trunkPartRoutes(account),
        ...numberRoutes(account),
        ...callRoutes(account),
      ],
      patterns: PATTERNS,
      badRequest: 1001,
      admit: admission(credentials),
      refuse,
    });
    this.settings = account.settings;
    this.credentials = credentials;
    this.account = account;
  }

  holdings(): Holdings {
    return holdingsOf(this.account);
  }

  snapshot(): ReturnType<typeof snapshotOf> {
    return snapshotOf(this.account);
  }

  /** Gives the account a number, routed as given. @returns its sid. */
  ownNumber(e164: string, routing: Partial<Exophone> = {}): string {
    const sid = this.account.hex();
    this.account.numbers.set(sid, {
      sid,
      e164,
      friendly_name: 'The customer’s line',
      capabilities: { voice: true, sms: true },
      voice_url: `http://my.exotel.com/${this.account.sid}/exoml/start_voice/1001`,
      sms_url: null,
      ...routing,
    });
    return sid;
  }

  /** A call ends. */
  end(callSid: string, status: string, seconds: number): void {
    Object.assign(existing(this.account.calls, callSid), { Status: status, Duration: String(seconds) });
  }
}

function admission(credentials: FakeExotel['credentials']): CarrierDialect['admit'] {
  return (request, { match }) => {
    const { accountSid, apiKey, apiToken } = credentials;
    const expected = `Basic ${Buffer.from(`${apiKey}:${apiToken}`).toString('base64')}`;
    if (request.headers.authorization !== expected) throw new CarrierFault(401, 401, 'Authentication failed');
    if (match === undefined) return;
    if (match.path.account !== accountSid) throw new CarrierFault(403, 403, 'Another account');
    const type = request.headers['content-type'] ?? 'application/json';
    const wanted = match.route.path.startsWith('/v2/')
      ? 'application/json'
      : 'application/x-www-form-urlencoded';
    const hasBody = (request.headers['content-length'] ?? '0') !== '0';
    if (hasBody && !type.startsWith(wanted)) throw new CarrierFault(415, 1011, `The body must be ${wanted}`);
  };
}
