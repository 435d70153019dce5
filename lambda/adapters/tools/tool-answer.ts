import type { IncomingMessage } from 'node:http';
import { ToolError } from '../../core/tools/tool-error';
import { RefusedUrlError } from './guarded-post';

/** More than a model is told of it, so that a long answer is cut rather than refused. */
const MOST_BYTES = 256 * 1024;

/** The body of an answer as it comes in. @throws ToolError when it is too large, or compressed. */
export async function* chunksOf(response: IncomingMessage, tool: string): AsyncGenerator<Buffer> {
  if ((response.headers['content-encoding'] ?? 'identity') !== 'identity') {
    throw new ToolError(tool, 'failed', 'its answer is compressed, which it was asked not to be');
  }
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    length += chunk.byteLength;
    if (length > MOST_BYTES)
      throw new ToolError(tool, 'failed', `its answer is larger than ${MOST_BYTES} bytes`);
    yield chunk;
  }
}

/** @throws ToolError as {@link chunksOf}. */
export async function bodyOf(response: IncomingMessage, tool: string): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of chunksOf(response, tool)) chunks.push(chunk);
  return Buffer.concat(chunks).toString().trim();
}

/** What went wrong with a request, and whether it may have had an effect. */
export function asToolError(error: unknown, tool: string, signal: AbortSignal): ToolError {
  if (error instanceof ToolError) return error;
  if (error instanceof RefusedUrlError) return new ToolError(tool, 'refused', error.message);
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
