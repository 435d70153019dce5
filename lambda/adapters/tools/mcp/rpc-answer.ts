import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import { ToolError } from '../../../core/tools/tool-error';
import { bodyOf, chunksOf } from '../tool-answer';

const rpcError = z.object({ code: z.number(), data: z.unknown().optional() });

/** What a server answers to a request of JSON-RPC. */
export interface RpcAnswer {
  status: number;
  headers: IncomingMessage['headers'];
  result?: Record<string, unknown> | undefined;
  error?: z.infer<typeof rpcError> | undefined;
}

const message = z.object({
  id: z.union([z.string(), z.number(), z.null()]).optional(),
  method: z.string().optional(),
  result: z.record(z.string(), z.unknown()).optional(),
  error: rpcError.optional(),
});

/**
 * Reads the answer to a request, whether it comes as JSON or as a stream of events.
 *
 * @param id of the request. @param notified is told the method of each notification in the stream.
 * @throws ToolError when a successful answer holds none.
 */
export async function rpcAnswer(
  response: IncomingMessage,
  id: number,
  tool: string,
  notified: (method: string) => void,
): Promise<RpcAnswer> {
  const { statusCode: status = 0, headers } = response;
  try {
    const type = (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
    const isGood = status >= 200 && status <= 299;
    if (!isGood) return { status, headers, error: await errorIn(response, type, tool) };
    const found = type === 'text/event-stream' ? await answerIn(response, id, tool, notified) : undefined;
    const parsed = found ?? (type === 'application/json' ? read(await bodyOf(response, tool)) : undefined);
    const isOurs = parsed?.error !== undefined || (parsed?.result !== undefined && parsed.id === id);
    if (!parsed || !isOurs) {
      throw new ToolError(tool, 'failed', 'its answer is no JSON-RPC response');
    }
    return { status, headers, result: parsed.result, error: parsed.error };
  } finally {
    response.destroy();
  }
}

/** A refusal may say in JSON-RPC why; anything else in it is nobody's. */
async function errorIn(
  response: IncomingMessage,
  type: string | undefined,
  tool: string,
): Promise<RpcAnswer['error']> {
  return type === 'application/json' ? read(await bodyOf(response, tool))?.error : undefined;
}

async function answerIn(
  response: IncomingMessage,
  id: number,
  tool: string,
  notified: (method: string) => void,
): Promise<z.infer<typeof message> | undefined> {
  for await (const data of eventsIn(response, tool)) {
    const event = read(data);
    if (event?.method !== undefined) notified(event.method);
    else if (event?.id === id) return event;
  }
  return undefined;
}

function read(json: string): z.infer<typeof message> | undefined {
  try {
    return message.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
}

/** The data of each server-sent event. An event that breaks off is none. */
async function* eventsIn(response: IncomingMessage, tool: string): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  let data: string[] = [];
  for await (const chunk of chunksOf(response, tool)) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line !== '') {
        if (line.startsWith('data:')) data.push(line.slice(5).replace(/^ /, ''));
        continue;
      }
      if (data.length > 0) yield data.join('\n');
      data = [];
    }
  }
}
