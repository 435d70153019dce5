import { request } from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { Tool } from '../../core/agents/tool';
import type { Clock } from '../../core/ports';
import { ToolError } from '../../core/tools/tool-error';
import { toolRequest, type ToolCall, type ToolContext } from '../../core/tools/tool-runner';
import { ForbiddenAddressError, guardedLookup, PUBLIC_NETWORK, type Network } from './network';
import { SIGNATURE_HEADER, signatureOf } from './signature';
import type { ToolSecrets } from './tool-secrets';

type HttpTool = Extract<Tool, { type: 'http' }>;

/** More than a model is told of it, so that a long answer is cut rather than refused. */
const MOST_BYTES = 256 * 1024;
const TEXTS = /^(application\/(?:[\w.+-]+\+)?json|text\/plain)\s*(?:;|$)/i;

/**
 * Tools that are web services: a signed POST, whose answer is the result.
 *
 * By node:https, not fetch: only there can the lookup of the very connection be guarded without another
 * library, and it follows no redirect. Each request has a connection of its own, for one that was kept open
 * may be dead after the function has slept, and a tool is not asked twice.
 */
export class HttpTools {
  /** @param options.network tests lead requests to their own server by it. */
  constructor(private readonly options: { secrets: ToolSecrets; clock: Clock; network?: Network }) {}

  /** @throws ToolError */
  async run(tool: HttpTool, call: ToolCall, context: ToolContext): Promise<string> {
    const url = this.checked(tool);
    const body = JSON.stringify(toolRequest(call, context));
    const key = await this.key(tool);
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      accept: 'application/json, text/plain',
      'accept-encoding': 'identity',
      'user-agent': 'byon',
      'idempotency-key': context.idempotencyKey,
      [SIGNATURE_HEADER]: signatureOf(body, key, this.options.clock.now()),
    };
    try {
      const response = await this.post(url, headers, body, context.signal);
      return await resultIn(response, tool.name);
    } catch (error) {
      throw asToolError(error, tool.name, context.signal);
    }
  }

  /** A record may have been written by others than those who check it, so the address is checked here again. */
  private checked({ name, url: address }: HttpTool): URL {
    const { allowsAddress, allowsPort } = this.network;
    const url = URL.canParse(address) ? new URL(address) : undefined;
    if (url?.protocol !== 'https:' || url.username !== '' || url.password !== '') {
      throw new ToolError(name, 'refused', 'its url must be https, without a user');
    }
    if (!allowsPort(url.port === '' ? 443 : Number(url.port))) {
      throw new ToolError(name, 'refused', 'its url must not name a port');
    }
    const host = url.hostname.replace(/^\[|\]$/g, '');
    // A socket looks up names only; an address has to be checked before.
    if (isAddress(host) && !allowsAddress(host)) {
      throw new ToolError(name, 'refused', 'its url leads to an address that is not public');
    }
    return url;
  }

  private async key({ name, secret }: HttpTool): Promise<string> {
    try {
      return await this.options.secrets.key(secret);
    } catch (error) {
      const detail = `its secret ${secret} cannot be used: it must exist and hold 32 characters at least`;
      throw new ToolError(name, 'refused', detail, { cause: error });
    }
  }

  private post(
    url: URL,
    headers: Record<string, string | number>,
    body: string,
    signal: AbortSignal,
  ): Promise<IncomingMessage> {
    const { network } = this;
    return new Promise((resolve, reject) => {
      const options = {
        method: 'POST',
        headers,
        signal,
        agent: false,
        lookup: guardedLookup(network),
        ...(network.ca && { ca: network.ca }),
      };
      request(url, options, resolve).on('error', reject).end(body);
    });
  }

  private get network(): Network {
    return this.options.network ?? PUBLIC_NETWORK;
  }
}

function isAddress(host: string): boolean {
  return host.includes(':') || /^[\d.]+$/.test(host);
}

async function resultIn(response: IncomingMessage, tool: string): Promise<string> {
  try {
    return await textOf(response, tool);
  } finally {
    response.destroy();
  }
}

async function textOf(response: IncomingMessage, tool: string): Promise<string> {
  const { statusCode: status = 0, headers } = response;
  if (status < 200 || status > 299) {
    // With a 4xx the service says that it did nothing; a redirect was not followed.
    const kind = status >= 300 && status < 500 ? 'refused' : 'failed';
    throw new ToolError(tool, kind, `it answered ${status}`);
  }
  const body = await bodyOf(response, tool);
  if (body === '') return 'Done.';
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') {
    throw new ToolError(tool, 'failed', 'its answer is compressed, which it was asked not to be');
  }
  if (!TEXTS.test(headers['content-type'] ?? '')) {
    throw new ToolError(tool, 'failed', 'its answer is neither application/json nor text/plain');
  }
  return body;
}

async function bodyOf(response: IncomingMessage, tool: string): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.byteLength;
    if (length > MOST_BYTES)
      throw new ToolError(tool, 'failed', `its answer is larger than ${MOST_BYTES} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString().trim();
}

function asToolError(error: unknown, tool: string, signal: AbortSignal): ToolError {
  if (error instanceof ToolError) return error;
  if (error instanceof ForbiddenAddressError) {
    return new ToolError(tool, 'refused', `its url leads to an address that is not public`);
  }
  if (signal.aborted) return new ToolError(tool, 'timeout', 'it was stopped before it had answered');
  const { code, name } = error as NodeJS.ErrnoException;
  const kind = NEVER_SENT.has(code ?? '') || isOfCertificate(code) ? 'refused' : 'failed';
  return new ToolError(tool, kind, `it could not be reached, or the connection broke (${code ?? name})`, {
    cause: error,
  });
}

/** Errors that come before a request is sent. */
const NEVER_SENT: ReadonlySet<string> = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED', 'EHOSTUNREACH']);

function isOfCertificate(code: string | undefined): boolean {
  return /CERT|TLS_|^ERR_SSL/.test(code ?? '');
}
