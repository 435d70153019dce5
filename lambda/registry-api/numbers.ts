import * as z from 'zod';
import { toFault } from '../core/checks/finding';
import { InvalidInputError } from '../core/errors';
import type { NumberRecord } from '../core/numbers/number';
import { findingsOfNumber, findingsWithAgent, foreignRoutes } from '../core/registry/number-findings';
import { assign, noSuchNumber, resume, suspend, type Precondition } from '../core/registry/number-edits';
import type { PageKey } from '../adapters/dynamodb/registry-listing';
import type { Answer } from './answer';
import { changed, demandMatch, demandSeen, etagOfNumber } from './etag';
import type { RegistryApiPorts } from './ports';
import { demand, numberIn, type ApiRequest } from './request';
import { numbersQuery, SCHEMAS } from './schemas';

export async function listNumbers({ query }: ApiRequest, { listing }: RegistryApiPorts): Promise<Answer> {
  const { limit, from, ...filter } = demand(numbersQuery, query, 'the query');
  const { numbers, next } = await listing.page(filter, {
    limit,
    ...(from !== undefined && { from: readToken(from, filter.agent) }),
  });
  return { status: 200, body: { numbers, ...(next && { next: tokenOf(next) }) } };
}

export async function findNumber(request: ApiRequest, { numbers }: RegistryApiPorts): Promise<Answer> {
  const number = numberIn(request);
  const seen = await numbers.find(number);
  if (!seen) throw noSuchNumber(number);
  return told(seen.record);
}

/** Without `If-Match` it makes a new number; with it, it replaces the one that was read. */
export async function putNumber(request: ApiRequest, ports: RegistryApiPorts): Promise<Answer> {
  const { numbers } = ports;
  const number = numberIn(request);
  const record = { ...demand(SCHEMAS.NumberInput, request.body), number };
  const seen = await numbers.find(number);
  demandSeen(request.ifMatch, seen && etagOfNumber(seen.record));
  const changes = ports.changesBy(request.by);
  const findings = [
    ...findingsOfNumber(record),
    ...foreignRoutes(record, await numbers.foreignRoutes(record)),
    ...(await findingsWithAgent(record, async (id, version) =>
      version === undefined ? (await changes.currentAgent(id))?.agent : changes.findVersion(id, version),
    )),
  ];
  if (findings.length > 0) {
    throw new InvalidInputError(
      'the number',
      findings.map((finding) => toFault(finding)),
    );
  }
  if (await numbers.put(record, seen)) return told(record, seen ? 200 : 201);
  const now = await numbers.find(number);
  throw changed(now && etagOfNumber(now.record));
}

export async function assignNumber(request: ApiRequest, ports: RegistryApiPorts): Promise<Answer> {
  const wanted = demand(SCHEMAS.Assignment, request.body);
  const { after } = await assign(numberIn(request), wanted, registryOf(request, ports), matching(request));
  return told(after);
}

export async function suspendNumber(request: ApiRequest, ports: RegistryApiPorts): Promise<Answer> {
  const { reason } = demand(SCHEMAS.Suspension, request.body);
  const why = { reason, at: ports.clock.now() };
  const { after } = await suspend(numberIn(request), why, registryOf(request, ports), matching(request));
  return told(after);
}

export async function resumeNumber(request: ApiRequest, ports: RegistryApiPorts): Promise<Answer> {
  demand(SCHEMAS.Nothing, request.body);
  const { after } = await resume(numberIn(request), registryOf(request, ports), matching(request));
  return told(after);
}

export function registryOf({ by }: ApiRequest, { changesBy, listing }: RegistryApiPorts) {
  return { changes: changesBy(by), listing };
}

function matching({ ifMatch }: ApiRequest): Precondition {
  return (record) => demandMatch(ifMatch, etagOfNumber(record));
}

function told(record: NumberRecord, status = 200): Answer {
  return { status, body: record, etag: etagOfNumber(record) };
}

function tokenOf(key: PageKey): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** @throws InvalidInputError for what is no `next` of a page with the same filter. */
function readToken(token: string, agent: string | undefined): PageKey {
  const pk = z.string().startsWith('NUMBER#');
  const gsi1pk = agent === undefined ? z.string().startsWith('AGENT#') : z.literal(`AGENT#${agent}`);
  const schema = z.strictObject({ pk, sk: z.literal('NUMBER'), gsi1pk, gsi1sk: pk });
  try {
    return schema.parse(JSON.parse(Buffer.from(token, 'base64url').toString('utf8')));
  } catch {
    const message = 'must be next of a page that was asked for with the same filter';
    throw new InvalidInputError('the query', [{ path: 'from', message }]);
  }
}
