import type { Clock } from '../core/ports';
import type { CallEnded } from '../core/memory/call-ended';
import type { Webhooks } from '../core/memory/ports';
import { WebhookError } from '../core/memory/webhook-error';
import { guardedPost, guardedUrl, RefusedUrlError } from './tools/guarded-post';
import { PUBLIC_NETWORK, type Network } from './tools/network';
import { SIGNATURE_HEADER, signatureOf } from './tools/signature';
import type { ToolSecrets } from './tools/tool-secrets';

/** Signed POSTs to hosts of the public internet, as those of tools. What is answered is not read. */
export class SignedWebhooks implements Webhooks {
  /** @param options.network tests lead requests to their own server by it. */
  constructor(
    private readonly options: { secrets: Pick<ToolSecrets, 'key'>; clock: Clock; network?: Network },
  ) {}

  async send(
    event: CallEnded,
    { url: address, secret }: Parameters<Webhooks['send']>[1],
    signal: AbortSignal,
  ): Promise<void> {
    const { clock, network = PUBLIC_NETWORK } = this.options;
    const key = await this.key(secret);
    const body = JSON.stringify(event);
    const headers = {
      'idempotency-key': event.id,
      [SIGNATURE_HEADER]: signatureOf(body, key, clock.now()),
    };
    const response = await answerTo(async () =>
      guardedPost({ url: guardedUrl(address, network), headers, body, signal }, network),
    );
    response.destroy();
    const { statusCode: status = 0 } = response;
    if (status >= 200 && status <= 299) return;
    throw new WebhookError(isPassing(status), `it answered ${status}`);
  }

  private async key(secret: string): Promise<string> {
    try {
      return await this.options.secrets.key(secret);
    } catch (error) {
      const detail = `its secret ${secret} cannot be used: it must exist and hold 32 characters at least`;
      throw new WebhookError(true, detail, { cause: error });
    }
  }
}

async function answerTo<T>(post: () => Promise<T>): Promise<T> {
  try {
    return await post();
  } catch (error) {
    if (error instanceof RefusedUrlError) throw new WebhookError(false, error.message);
    const { code, name } = error as NodeJS.ErrnoException;
    const detail = `it could not be reached, or the connection broke (${code ?? name})`;
    throw new WebhookError(true, detail, { cause: error });
  }
}

/** It may be over soon: the service is busy or broken, and has not said that it does not want the request. */
function isPassing(status: number): boolean {
  return status >= 500 || [408, 409, 425, 429].includes(status);
}
