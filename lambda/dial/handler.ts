import * as z from 'zod';
import { dialCall, tryCall } from '../core/outbound/dial-call';
import { endCall, findCall } from '../core/outbound/end-call';
import { outboundStatus, type OutboundStatus } from '../core/outbound/outbound-status';
import type { DialCallPorts } from '../core/outbound/ports';
import { answerOf, answerOfError, callView, type Answer, type DialBody } from './answer';

/** As the HTTP API hands it over (payload 2.0), as far as it is read. Who may ask, IAM has settled before. */
const apiEvent = z.object({
  routeKey: z.enum(['POST /calls', 'GET /calls/{reference}', 'DELETE /calls/{reference}']),
  // An emulator of AWS says null where AWS says nothing.
  pathParameters: z.object({ reference: z.string() }).nullish(),
  body: z.string().default(''),
  isBase64Encoded: z.boolean().default(false),
});

/** As `npx byon dial` and `npx byon outbound status` invoke the function. */
export const invocation = z.discriminatedUnion('action', [
  z.strictObject({ action: z.enum(['dial', 'try']), request: z.unknown() }),
  z.strictObject({ action: z.literal('status') }),
]);
export type Invocation = z.input<typeof invocation>;

export interface ApiAnswer {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

/** Answers the HTTP API as it wants to be answered, and who invokes the function with an `Answer`. */
export function createDialFunction(
  ports: DialCallPorts,
): (event: unknown) => Promise<Answer<DialBody | OutboundStatus> | ApiAnswer> {
  const answered = <Body>(work: () => Promise<Answer<Body>>): Promise<Answer<Body>> =>
    work().catch((error: unknown) => answerOfError(error, ports.log));
  return async (event) => {
    const { data: api } = apiEvent.safeParse(event);
    if (api) return overHttp(await answered(() => answerApi(api, ports)));
    const invoked = invocation.parse(event);
    return answered<DialBody | OutboundStatus>(() => answerInvocation(invoked, ports));
  };
}

async function answerInvocation(
  invoked: z.output<typeof invocation>,
  ports: DialCallPorts,
): Promise<Answer<DialBody | OutboundStatus>> {
  switch (invoked.action) {
    case 'dial':
      return answerOf(await dialCall(invoked.request, ports));
    case 'try':
      return { status: 200, body: await tryCall(invoked.request, ports) };
    case 'status':
      return { status: 200, body: await outboundStatus(ports) };
  }
}

async function answerApi(
  { routeKey, pathParameters, body, isBase64Encoded }: z.output<typeof apiEvent>,
  ports: DialCallPorts,
): Promise<Answer> {
  const reference = pathParameters?.reference ?? '';
  switch (routeKey) {
    case 'POST /calls':
      return answerOf(await dialCall(read(body, isBase64Encoded), ports));
    case 'GET /calls/{reference}':
      return { status: 200, body: callView(await findCall(reference, ports)) };
    case 'DELETE /calls/{reference}':
      return { status: 200, body: callView(await endCall(reference, ports)) };
  }
}

function read(body: string, isBase64Encoded: boolean): unknown {
  try {
    return JSON.parse(isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body);
  } catch {
    return undefined;
  }
}

function overHttp({ status, body, retryAfterMs }: Answer): ApiAnswer {
  return {
    statusCode: status,
    headers: {
      'content-type': 'application/json',
      ...(retryAfterMs !== undefined && {
        'retry-after': String(Math.max(1, Math.ceil(retryAfterMs / 1000))),
      }),
    },
    body: JSON.stringify(body),
  };
}
