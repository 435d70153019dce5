import { findAgent, putAgent, rollBackAgent } from './agents';
import { answerOfError, type Answer } from './answer';
import { putConsent, putOptOut, revokeConsents } from './callees';
import { assignNumber, findNumber, listNumbers, putNumber, resumeNumber, suspendNumber } from './numbers';
import type { RegistryApiPorts } from './ports';
import { readRequest, type ApiRequest } from './request';
import { ROUTES, type Operation } from './routes';

export interface ApiAnswer {
  statusCode: number;
  headers: Record<string, string>;
  body: string;
}

const OPERATIONS: Record<Operation, (request: ApiRequest, ports: RegistryApiPorts) => Promise<Answer>> = {
  ...{ listNumbers, findNumber, putNumber, assignNumber, suspendNumber, resumeNumber },
  ...{ findAgent, putAgent, rollBackAgent },
  ...{ putConsent, revokeConsents, putOptOut },
};

/** Answers the HTTP API. What is asked of whom is logged without numbers. */
export function createRegistryApi(ports: RegistryApiPorts): (event: unknown) => Promise<ApiAnswer> {
  return async (event) => {
    const { answer, request } = await answered(event, ports);
    const { status, body, etag } = answer;
    ports.log.info('asked', { route: request?.route, status, by: request?.by });
    return {
      statusCode: status,
      headers: { 'content-type': 'application/json', ...(etag !== undefined && { etag }) },
      body: JSON.stringify(body),
    };
  };
}

async function answered(
  event: unknown,
  ports: RegistryApiPorts,
): Promise<{ answer: Answer; request?: ApiRequest }> {
  let request: ApiRequest | undefined;
  try {
    request = readRequest(event);
    return { answer: await OPERATIONS[ROUTES[request.route]](request, ports), request };
  } catch (error) {
    return { answer: answerOfError(error, ports.log), ...(request && { request }) };
  }
}
