import type { Reply, WireRequest } from '../in-process';
import { ReachableCarrier } from '../reachable-carrier';
import { Account, existing, type PhoneNumber } from './account';
import { notFound, TwilioFault } from './errors';
import { Faults } from './faults';
import { FORBIDDEN_ROUTES } from './forbidden';
import { holdingsOf, snapshotOf, type Holdings } from './holdings';
import { isRead, masked, type JournalEntry } from './journal';
import { matchRoute, type Match } from './routes';
import { DEFAULT_SETTINGS, type TwilioOptions, type TwilioSettings } from './settings';
import { checkCredentials, errorAnswer, pageOf, paramsOf, send } from './wire';
import type { Answer } from './wire';

const ORIGINS = ['https://trunking.twilio.com', 'https://api.twilio.com'];
const FORBIDDEN = FORBIDDEN_ROUTES.map(({ operation }) => operation);

/** Opens a fake Twilio on a free port of 127.0.0.1, with one account. */
export async function startTwilio(options: TwilioOptions = {}): Promise<FakeTwilio> {
  const fake = new FakeTwilio(options);
  await fake.open();
  return fake;
}

/** Twilio's trunking API and the parts of its core API that carry calls: one account, stateful and strict. */
export class FakeTwilio extends ReachableCarrier {
  /** May be changed at any time. */
  readonly settings: TwilioSettings;
  readonly faults = new Faults();
  /** Every request in the order of arrival. */
  readonly journal: JournalEntry[] = [];
  readonly credentials: { accountSid: string; username: string; password: string };
  private readonly account: Account;

  constructor({ accountSid, username, password, ...settings }: TwilioOptions = {}) {
    super(ORIGINS);
    this.settings = { ...DEFAULT_SETTINGS, ...settings };
    this.credentials = {
      accountSid: accountSid ?? `AC${'0a'.repeat(16)}`,
      username: username ?? `SK${'0b'.repeat(16)}`,
      password: password ?? 'a-secret-of-the-key',
    };
    this.account = new Account(this.credentials.accountSid, this.settings);
  }

  /** Requests by which a number would be lost or bought, or the account changed. Must stay empty. */
  get forbidden(): JournalEntry[] {
    return this.journal.filter(
      ({ operation, params }) => FORBIDDEN.includes(operation) || 'AccountSid' in params,
    );
  }

  /** The journal without reads: what changed something, or tried to. */
  mutations(): JournalEntry[] {
    return this.journal.filter(({ operation }) => !isRead(operation));
  }

  holdings(): Holdings {
    return holdingsOf(this.account);
  }

  snapshot(): ReturnType<typeof snapshotOf> {
    return snapshotOf(this.account);
  }

  /** Gives the account a number, routed as given. @returns its sid. */
  ownNumber(e164: string, routing: Partial<PhoneNumber> = {}): string {
    const number: PhoneNumber = {
      sid: this.account.ids.sid('PN'),
      phone_number: e164,
      friendly_name: 'The customer’s line',
      capabilities: { voice: true, sms: true, mms: false },
      trunk_sid: null,
      voice_application_sid: '',
      voice_url: 'https://demo.twilio.com/welcome/voice/',
      voice_method: 'POST',
      voice_fallback_url: '',
      voice_fallback_method: 'POST',
      voice_receive_mode: 'voice',
      status_callback: '',
      status_callback_method: 'POST',
      ...routing,
    };
    this.account.numbers.set(number.sid, number);
    return number.sid;
  }

  /** Does an operation as someone else: no journal, no fault, no credentials. @throws on a bad input. */
  seed(method: string, path: string, params: Record<string, string> = {}): Record<string, unknown> {
    const host = path.startsWith('/v1/') ? 'trunking.twilio.com' : 'api.twilio.com';
    const match = matchRoute(method, `/${host}${path}`);
    if (match === undefined) throw new Error(`Twilio has no ${method} ${path}`);
    return structuredClone(match.route.perform(this.account, { sids: match.sids, params }) ?? {}) as never;
  }

  /** Someone or something picks up. */
  pickUp(callSid: string, answeredBy: string): void {
    Object.assign(existing(this.account.calls, callSid), { status: 'in-progress', answered_by: answeredBy });
  }

  protected serve(request: WireRequest, body: Buffer, response: Reply): void {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const match = matchRoute(request.method ?? '', url.pathname);
    const operation = match?.route.operation ?? `${request.method} ${url.pathname}`;
    const entry: JournalEntry = { operation, sids: match?.sids ?? {}, params: {}, status: 0 };
    this.journal.push(entry);
    const happening = match && this.faults.meet(operation);
    if (happening?.when === 'never') return;
    if (happening?.when === 'redirect') return send(response, { status: 307 }, { location: happening.to });
    if (happening?.when === 'before') {
      const { status, code, message, retryAfter } = happening;
      Object.assign(entry, { status, code });
      const headers: Record<string, string> =
        retryAfter === undefined ? {} : { 'retry-after': `${retryAfter}` };
      return send(response, errorAnswer(new TwilioFault(status, code, message)), headers);
    }
    const answer = this.answer(match, { request, url, body, entry });
    if (happening === undefined) return send(response, answer);
    entry.lost = true;
    if (happening.status === undefined) return void response.destroy();
    send(response, errorAnswer(new TwilioFault(happening.status, 20500, 'The answer was lost')));
  }

  private answer(
    match: Match | undefined,
    { request, url, body, entry }: { request: WireRequest; url: URL; body: Buffer; entry: JournalEntry },
  ): Answer {
    try {
      checkCredentials(request, this.credentials.username, this.credentials.password);
      if (match === undefined) throw notFound(url.pathname);
      const params = paramsOf(match, request, url, body);
      entry.params = masked(params);
      if ((match.sids.account ?? this.account.sid) !== this.account.sid) throw notFound(url.pathname);
      entry.status = request.method === 'DELETE' ? 204 : creates(match) ? 201 : 200;
      const done = match.route.perform(this.account, { sids: match.sids, params });
      if (!Array.isArray(done)) return { status: entry.status, ...(done && { body: done }) };
      const pathname = url.pathname.replace(`/${match.route.host}`, '');
      return { status: 200, body: pageOf(match, done, { pathname, params, most: this.settings.pageSize }) };
    } catch (error) {
      if (!(error instanceof TwilioFault)) throw error;
      Object.assign(entry, { status: error.status, code: error.code });
      return errorAnswer(error);
    }
  }
}

function creates({ route }: Match): boolean {
  return /^(Create|Attach|Associate|Purchase)/.test(route.operation);
}
