import { CarrierFault, matchCarrierRoute, type CarrierRoute } from '../carrier-routes';
import type { CarrierDialect } from '../carrier-server';
import { FakeCarrier } from '../fake-carrier';
import { Account, existing, type PhoneNumber } from './account';
import { callRoutes } from './calls';
import { refuse } from './errors';
import { holdingsOf, snapshotOf, type Holdings } from './holdings';
import { numberRoutes } from './numbers';
import { DEFAULT_SETTINGS, type VobizOptions, type VobizSettings } from './settings';
import { trunkPartRoutes } from './trunk-parts';
import { trunkRoutes } from './trunks';

const ORIGIN = 'https://api.vobiz.ai';

/** A plus sign has to be sent as `%2B`. */
const PATTERNS = {
  account: '[MS]A_\\w+',
  number: '%2B\\d+',
  trunk: '[0-9a-f-]{36}',
  id: '[0-9a-f-]{36}',
  call: '[0-9a-f-]{36}',
};

/** Opens a fake Vobiz on a free port of 127.0.0.1, with one account. */
export async function startVobiz(options: VobizOptions = {}): Promise<FakeVobiz> {
  const fake = new FakeVobiz(options);
  await fake.open();
  return fake;
}

/** Vobiz's API of trunks, numbers and calls: one account, stateful and strict. */
export class FakeVobiz extends FakeCarrier {
  /** May be changed at any time. */
  readonly settings: VobizSettings;
  readonly credentials: { authId: string; authToken: string };
  private readonly account: Account;

  constructor({ authId = 'MA_TEST01', authToken = 'a-token-of-vobiz', ...settings }: VobizOptions = {}) {
    const account = new Account(authId, { ...DEFAULT_SETTINGS, ...settings });
    const credentials = { authId, authToken };
    const routes = routesOf(account);
    super([ORIGIN], {
      routes,
      patterns: PATTERNS,
      badRequest: 'invalid_request',
      admit: admission(credentials, routes),
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

  /** Gives the account a number, routed as given. */
  ownNumber(e164: string, routing: Partial<PhoneNumber> = {}): void {
    this.account.numbers.set(e164, {
      id: this.account.uuid(),
      account_id: this.account.id,
      e164,
      country: 'IN',
      capabilities: { voice: true, sms: false, mms: false, fax: false },
      status: 'active',
      voice_enabled: true,
      is_blocked: false,
      is_trial_number: false,
      trunk_group_id: null,
      application_id: null,
      ...routing,
    });
  }

  /** A trunk with calls can't be deleted. */
  setBusy(trunkId: string, busy: boolean): void {
    const { trunk_id } = existing(this.account.trunks, trunkId);
    if (busy) this.account.busy.add(trunk_id);
    else this.account.busy.delete(trunk_id);
  }
}

function routesOf(account: Account): CarrierRoute[] {
  return [
    {
      operation: 'CheckCredentials',
      method: 'GET',
      path: '/api/v1/auth/me',
      perform: () => ({ status: 200, body: { auth_id: account.id, status: 'active' } }),
    },
    // Before those that take any id, since these two stand below the trunks.
    ...trunkPartRoutes(account),
    ...trunkRoutes(account),
    ...numberRoutes(account),
    ...callRoutes(account),
  ];
}

function admission(
  credentials: FakeVobiz['credentials'],
  routes: readonly CarrierRoute[],
): CarrierDialect['admit'] {
  return (request, { method, pathname, match }) => {
    const { authId, authToken } = credentials;
    const { 'x-auth-id': id, 'x-auth-token': token } = request.headers;
    if (id !== authId || token !== authToken)
      throw new CarrierFault(401, 'unauthorized', 'Authentication failed');
    if (match === undefined && matchCarrierRoute(routes, PATTERNS, { method, pathname, flags: 'i' }))
      throw new CarrierFault(401, 'unauthorized', 'Authentication failed');
    if (match?.path.account !== undefined && match.path.account !== authId) {
      throw new CarrierFault(404, 'not_found', 'No such account');
    }
    const written = request.headers['content-length'] ?? '0';
    const type = request.headers['content-type'] ?? '';
    if (written !== '0' && !type.startsWith('application/json')) {
      throw new CarrierFault(400, 'invalid_request', 'The body must be JSON');
    }
  };
}
