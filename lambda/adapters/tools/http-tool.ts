import type { IncomingMessage } from 'node:http';
import type { Tool } from '../../core/agents/tool';
import type { Clock } from '../../core/ports';
import { ToolError } from '../../core/tools/tool-error';
import { toolRequest, type ToolCall, type ToolContext } from '../../core/tools/tool-runner';
import { guardedPost, guardedUrl } from './guarded-post';
import { PUBLIC_NETWORK, type Network } from './network';
import { SIGNATURE_HEADER, signatureOf } from './signature';
import { asToolError, bodyOf } from './tool-answer';
import type { ToolSecrets } from './tool-secrets';

type HttpTool = Extract<Tool, { type: 'http' }>;

const TEXTS = /^(application\/(?:[\w.+-]+\+)?json|text\/plain)\s*(?:;|$)/i;

/** Tools that are web services: a signed POST, whose answer is the result. */
export class HttpTools {
  /** @param options.network tests lead requests to their own server by it. */
  constructor(
    private readonly options: { secrets: Pick<ToolSecrets, 'key'>; clock: Clock; network?: Network },
  ) {}

  /** @throws ToolError */
  async run(tool: HttpTool, call: ToolCall, context: ToolContext): Promise<string> {
    const { clock, network = PUBLIC_NETWORK } = this.options;
    const { signal, idempotencyKey } = context;
    try {
      const url = guardedUrl(tool.url, network);
      const body = JSON.stringify(toolRequest(call, context));
      const key = await this.key(tool);
      const headers = {
        accept: 'application/json, text/plain',
        'idempotency-key': idempotencyKey,
        [SIGNATURE_HEADER]: signatureOf(body, key, clock.now()),
      };
      return await resultIn(await guardedPost({ url, headers, body, signal }, network), tool.name);
    } catch (error) {
      throw asToolError(error, tool.name, signal);
    }
  }

  private async key({ name, secret }: HttpTool): Promise<string> {
    try {
      return await this.options.secrets.key(secret);
    } catch (error) {
      const detail = `its secret ${secret} cannot be used: it must exist and hold 32 characters at least`;
      throw new ToolError(name, 'refused', detail, { cause: error });
    }
  }
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
  if (!TEXTS.test(headers['content-type'] ?? '')) {
    throw new ToolError(tool, 'failed', 'its answer is neither application/json nor text/plain');
  }
  return body;
}
