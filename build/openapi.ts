import { mkdirSync, writeFileSync } from 'node:fs';
import * as path from 'node:path';
import * as z from 'zod';
import { identifier } from '../lambda/core/agents/identifier';
import { e164 } from '../lambda/core/numbers/e164';
import { ROUTES, type Operation } from '../lambda/registry-api/routes';
import { numbersQuery, revocationQuery, SCHEMAS } from '../lambda/registry-api/schemas';

export const OPENAPI_FILE = path.join(__dirname, '../docs/openapi/registry.json');

type SchemaName = keyof typeof SCHEMAS;

/** What a client has to know of an operation, beyond its route. */
interface Described {
  summary: string;
  query?: z.ZodObject;
  body?: SchemaName;
  answer: SchemaName;
  /** Whether it makes what is not there yet. */
  makes?: true;
  /** `demanded`: to replace what is there it needs `If-Match`. `possible`: it holds where it is said. */
  ifMatch?: 'demanded' | 'possible';
  /** Other statuses of errors than those that every operation has. */
  errors?: number[];
}

const OPERATIONS: Record<Operation, Described> = {
  listNumbers: {
    summary: 'The numbers, a page at a time',
    query: numbersQuery,
    answer: 'NumberPage',
  },
  findNumber: { summary: 'A number', answer: 'Number', errors: [404] },
  putNumber: {
    summary: 'Makes a number, or replaces the one that was read',
    ...{ body: 'NumberInput', answer: 'Number', makes: true, ifMatch: 'demanded' },
  },
  assignNumber: {
    summary: 'Gives a number to an agent, in the current version or in one of its own',
    ...{ body: 'Assignment', answer: 'Number', ifMatch: 'possible', errors: [404, 409] },
  },
  suspendNumber: {
    summary: 'Suspends a number: it says so and hangs up. Calls that go on are not ended',
    ...{ body: 'Suspension', answer: 'Number', ifMatch: 'possible', errors: [404, 409] },
  },
  resumeNumber: {
    summary: 'Puts a suspended number back to work',
    ...{ body: 'Nothing', answer: 'Number', ifMatch: 'possible', errors: [404, 409] },
  },
  findAgent: { summary: 'An agent in its current version', answer: 'Agent', errors: [404] },
  putAgent: {
    summary: 'Makes an agent, or a new version of the one that was read, and makes it the current one',
    ...{ body: 'AgentInput', answer: 'Agent', makes: true, ifMatch: 'demanded' },
  },
  rollBackAgent: {
    summary: 'Makes an earlier version of an agent the current one',
    ...{ body: 'Rollback', answer: 'Agent', ifMatch: 'possible', errors: [404, 409] },
  },
  putConsent: {
    summary: 'Notes a consent of a callee. The same id is the same consent',
    ...{ body: 'ConsentInput', answer: 'Consent', errors: [409] },
  },
  revokeConsents: {
    summary: 'Revokes a consent of a callee, or all of them, from the next dial on',
    query: revocationQuery,
    answer: 'Revocation',
  },
  putOptOut: {
    summary: 'Notes for ever that a number is not to be called. The first record stays',
    ...{ body: 'Nothing', answer: 'OptOut' },
  },
};

const ERRORS: Record<number, string> = {
  403: 'The caller has no permission execute-api:Invoke here.',
  404: 'There is none.',
  409: 'Somebody else keeps changing it, or a consent was revoked: the message tells.',
  412: 'It is another one than If-Match says.',
  422: 'What was sent has faults; all of them are told.',
  428: 'It is there, and the request lacks If-Match.',
  500: 'Something that nobody foresaw.',
};

/** @returns the description of the API as it should stand in {@link OPENAPI_FILE}. */
export function describeApi() {
  return {
    openapi: '3.1.0',
    info: {
      title: 'BYON: the registry',
      version: '1',
      description:
        'Numbers, agents, consents and opt-outs of a stack. Every request is signed with AWS credentials (Signature ' +
        'Version 4, service execute-api) that may do execute-api:Invoke on the route. Numbers in paths are E.164 with ' +
        'the plus sign as %2B. This file is printed by `npx tsx build/openapi.ts`.',
    },
    servers: [
      { url: 'https://{api}', variables: { api: { default: 'the output RegistryApi of the stack' } } },
    ],
    security: [{ sigv4: [] }],
    paths: paths(),
    components: {
      securitySchemes: {
        sigv4: {
          ...{ type: 'apiKey', name: 'Authorization', in: 'header' },
          'x-amazon-apigateway-authtype': 'awsSigv4',
        },
      },
      schemas: Object.fromEntries(
        (Object.keys(SCHEMAS) as SchemaName[]).map((name) => [name, jsonSchema(SCHEMAS[name], ioOf(name))]),
      ),
    },
  };
}

export async function writeOpenApi(): Promise<void> {
  mkdirSync(path.dirname(OPENAPI_FILE), { recursive: true });
  // Not above: the tests, which only describe, cannot load it.
  const { format, resolveConfig } = await import('prettier');
  const style = await resolveConfig(OPENAPI_FILE);
  const text = JSON.stringify(describeApi());
  writeFileSync(OPENAPI_FILE, await format(text, { ...style, filepath: OPENAPI_FILE }));
}

function paths(): Record<string, Record<string, object>> {
  const found: Record<string, Record<string, object>> = {};
  for (const [route, name] of Object.entries(ROUTES)) {
    const [method = '', at = ''] = route.split(' ');
    (found[at] ??= {})[method.toLowerCase()] = operation(name, at, OPERATIONS[name]);
  }
  return found;
}

function operation(operationId: Operation, at: string, { summary, query, body, ...rest }: Described): object {
  const { answer, makes, ifMatch, errors = [] } = rest;
  const guarded = ifMatch === undefined ? [] : ifMatch === 'demanded' ? [412, 428] : [412];
  const statuses = [403, ...errors, ...guarded, 422, 500].sort((a, b) => a - b);
  return {
    operationId,
    summary,
    parameters: [
      ...pathParameters(at),
      ...queryParameters(query),
      ...(ifMatch ? [ifMatchHeader(ifMatch)] : []),
    ],
    ...(body && {
      requestBody: { required: body !== 'Nothing' && body !== 'Rollback', content: json(body) },
    }),
    responses: {
      200: { description: 'Done.', ...etagOf(answer), content: json(answer) },
      ...(makes && { 201: { description: 'It is new.', ...etagOf(answer), content: json(answer) } }),
      ...Object.fromEntries(
        statuses.map((status) => [
          status,
          { description: ERRORS[status], ...(status !== 403 && { content: json('Error') }) },
        ]),
      ),
    },
  };
}

function pathParameters(at: string): object[] {
  return [...at.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    ...{ name, in: 'path', required: true },
    schema: jsonSchema(name === 'number' ? e164 : identifier, 'input'),
  }));
}

function queryParameters(query: z.ZodObject | undefined): object[] {
  return Object.entries(query?.shape ?? {}).map(([name, schema]) => {
    const { description, ...rest } = jsonSchema(schema as z.ZodType, 'output');
    return { name, in: 'query', description, schema: rest };
  });
}

function ifMatchHeader(kind: 'demanded' | 'possible'): object {
  const description =
    kind === 'demanded'
      ? 'The ETag of what is replaced. Left out: nothing is replaced, only made.'
      : 'The ETag of what is changed. Left out: whatever is there is changed.';
  return { name: 'If-Match', in: 'header', description, schema: { type: 'string' } };
}

function etagOf(answer: SchemaName): object {
  if (answer !== 'Number' && answer !== 'Agent') return {};
  return { headers: { ETag: { description: 'What If-Match wants.', schema: { type: 'string' } } } };
}

function json(name: SchemaName): object {
  return { 'application/json': { schema: { $ref: `#/components/schemas/${name}` } } };
}

/** What is sent may leave out what has a standard; what is answered leaves out nothing. */
function ioOf(name: SchemaName): 'input' | 'output' {
  return name.endsWith('Input') ? 'input' : 'output';
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output') {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io });
  return rest;
}

if (require.main === module) void writeOpenApi();
