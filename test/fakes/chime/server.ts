import { setTimeout as wait } from 'node:timers/promises';
import type { PhoneNumber } from '@aws-sdk/client-chime-sdk-voice';
import { HttpServer } from '../http-server';
import { inProcess, type Reply, type WireRequest } from '../in-process';
import { Account } from './account';
import { badRequest, ChimeError } from './errors';
import { Faults, type Happening } from './faults';
import { holdingsOf, snapshotOf, type Holdings } from './holdings';
import { isRead, masked, type JournalEntry } from './journal';
import { operationsOf, type InputOf, type OperationName, type Operations, type OutputOf } from './operations';
import { matchRoute, ROUTES, type Match, type Route } from './routes';
import { DEFAULT_SETTINGS, type ChimeOptions, type ChimeSettings } from './settings';
import { faultsOf } from './shape';
import { errorAnswer, inputOf, send, signedRegion, UNKNOWN_OPERATION, UNSIGNED, type Answer } from './wire';

const NO_QUOTAS = { connectorsPerRegion: Infinity, applicationsPerRegion: Infinity };

/** Opens a fake Amazon Chime SDK Voice on a free port of 127.0.0.1. It serves every region. */
export function startChime(options: ChimeOptions = {}): Promise<FakeChime> {
  return FakeChime.open(options);
}

/**
 * The control plane of Amazon Chime SDK Voice: one AWS account, all regions, stateful and strict. Routes and members
 * are those of the npm client's schemas. Phone numbers can only be looked at: other requests on them are refused and kept.
 */
export class FakeChime {
  /** May be changed at any time. */
  readonly settings: ChimeSettings;
  readonly faults = new Faults();
  /** Every request in the order of arrival. */
  readonly journal: JournalEntry[] = [];
  /** Requests for operations that no code of ours may ask for. */
  readonly refused: JournalEntry[] = [];
  private readonly account: Account;
  private readonly operations: Operations;
  private server?: HttpServer;

  /** For clients' `requestHandler`: a way to the fake without a socket. */
  readonly handler = inProcess((request, body, reply) => this.serve(request, body, reply));

  constructor({ account = '111122223333', ...settings }: ChimeOptions = {}) {
    this.settings = { ...DEFAULT_SETTINGS, ...settings };
    this.account = new Account(account, this.settings);
    this.operations = operationsOf(this.account);
  }

  static async open(options: ChimeOptions): Promise<FakeChime> {
    const fake = new FakeChime(options);
    fake.server = await HttpServer.open((request, body, response) => fake.serve(request, body, response));
    return fake;
  }

  /** For the client's `endpoint`, or AWS_ENDPOINT_URL_CHIME_SDK_VOICE. */
  get url(): string {
    if (this.server === undefined) throw new Error('the fake is not open');
    return this.server.url;
  }

  async close(): Promise<void> {
    await this.server?.close();
  }

  /** The journal without reads: what changed something, or tried to. */
  mutations(): JournalEntry[] {
    return this.journal.filter(({ operation }) => !isRead(operation));
  }

  holdings(): Holdings {
    return holdingsOf(this.account);
  }

  isEmpty(): boolean {
    return Object.values(this.holdings()).every((ids: string[]) => ids.length === 0);
  }

  snapshot(): ReturnType<typeof snapshotOf> {
    return snapshotOf(this.account);
  }

  /** Does an operation as someone else: no journal, fault, lag, quota or closed door. @throws on a bad input. */
  seed<O extends OperationName>(operation: O, input: InputOf<O>, region = 'us-east-1'): OutputOf<O> {
    const now = { ...this.settings };
    Object.assign(this.settings, DEFAULT_SETTINGS, NO_QUOTAS);
    try {
      const own = structuredClone(input) as unknown as Record<string, unknown>;
      return structuredClone(this.perform(routeOf(operation), own, region)) as OutputOf<O>;
    } finally {
      Object.assign(this.settings, now);
    }
  }

  /** The password of a termination credential, for a test to compare. */
  passwordOf(voiceConnectorId: string, username: string): string | undefined {
    return this.account.connectors.get(voiceConnectorId)?.credentials.get(username);
  }

  /** Gives a connector a phone number, which keeps it from being deleted. */
  attachPhoneNumber(voiceConnectorId: string, e164: string): void {
    this.account.connectors.get(voiceConnectorId)?.phoneNumbers.push(e164);
  }

  /** Puts a phone number into the inventory. */
  ownPhoneNumber(e164: string, state: Partial<PhoneNumber> = {}): void {
    this.account.inventory.set(e164, {
      PhoneNumberId: e164,
      E164PhoneNumber: e164,
      ProductType: 'VoiceConnector',
      Status: 'Unassigned',
      ...state,
    });
  }

  /** What GetVoiceConnectorTerminationHealth tells: the last OPTIONS from a SIP host. */
  reportPing(voiceConnectorId: string, source: string): void {
    const connector = this.account.connectors.get(voiceConnectorId);
    if (connector) connector.health = { Timestamp: this.account.ids.now(), Source: source };
  }

  private async serve(request: WireRequest, body: Buffer, response: Reply): Promise<void> {
    const method = request.method ?? '';
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const region = signedRegion(request);
    const match = matchRoute(method, url);
    const operation = match?.route.operation ?? `${method} ${url.pathname}`;
    const entry: JournalEntry = { operation, region: region ?? '', input: {}, status: 0 };
    this.journal.push(entry);
    const answer = (given: Answer) => {
      Object.assign(entry, { status: given.status, ...(given.errorType && { error: given.errorType }) });
      return given;
    };
    if (region === undefined) return send(response, answer(UNSIGNED));
    if (match === undefined) return send(response, answer(UNKNOWN_OPERATION));
    if (!(operation in this.operations)) {
      this.refused.push(entry);
      return send(response, answer(errorAnswer(notAuthorised(operation))));
    }
    const happening = this.faults.meet(operation);
    const latency = this.faults.latencyOf(operation);
    if (latency > 0) await wait(latency);
    const given = answer(this.answer(match, body, region, entry, happening));
    if (happening?.when !== 'after') return send(response, given);
    entry.lost = true;
    if (happening.error === undefined) return void response.destroy();
    send(response, errorAnswer(new ChimeError(happening.error, 'The answer was lost')));
  }

  private answer(
    match: Match,
    body: Buffer,
    region: string,
    entry: JournalEntry,
    happening: Happening | undefined,
  ): Answer {
    try {
      const input = inputOf(match, body);
      entry.input = masked(input);
      if (happening?.when === 'before') {
        throw new ChimeError(happening.error, happening.message ?? 'A fault of the test');
      }
      const output = this.perform(match.route, input, region);
      return { status: match.route.status, ...(output && { body: output }) };
    } catch (error) {
      if (!(error instanceof ChimeError)) throw error;
      return errorAnswer(error);
    }
  }

  private perform(route: Route, input: Record<string, unknown>, region: string): object | undefined {
    const faults = faultsOf(route.input, input);
    if (faults.length > 0) throw badRequest(faults.join('; '));
    const operation = this.operations[route.operation as OperationName] as (
      input: Record<string, unknown>,
      region: string,
    ) => object | undefined;
    const output = operation(input, region);
    const bugs = faultsOf(route.output, output ?? {});
    if (bugs.length > 0) throw new Error(`The fake's answer to ${route.operation}: ${bugs.join('; ')}`);
    return output;
  }
}

function routeOf(operation: OperationName): Route {
  const route = ROUTES.find((known) => known.operation === operation);
  if (route === undefined) throw new Error(`The SDK has no operation ${operation}`);
  return route;
}

function notAuthorised(operation: string): ChimeError {
  return new ChimeError('AccessDeniedException', `Not authorized to perform: chime:${operation}`);
}
