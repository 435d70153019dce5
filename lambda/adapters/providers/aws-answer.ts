import { constants, type ClientHttp2Stream } from 'node:http2';
import type { MiddlewareStack } from '@smithy/types';
import { ProviderError } from '../../core/errors';

/**
 * Watches the answer to a command of the AWS SDK that goes over HTTP/2: Node ends the stream of a connection
 * that broke, or of a request that was stopped, as if it were complete.
 *
 * @returns to be called when all has been read. It throws if that is not all that there was to read.
 */
export function watchAnswer<Input extends object, Output extends object>(
  { middlewareStack }: { middlewareStack: MiddlewareStack<Input, Output> },
  provider: string,
  signal: AbortSignal,
): () => void {
  let stream: Partial<ClientHttp2Stream> | undefined;
  middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      stream = (result.response as { body?: ClientHttp2Stream }).body;
      return result;
    },
    { step: 'deserialize', name: 'watchAnswer', priority: 'low' },
  );
  return () => {
    signal.throwIfAborted();
    if (!stream?.rstCode || stream.rstCode === constants.NGHTTP2_NO_ERROR) return;
    throw new ProviderError(provider, 'unavailable', 'its answer broke off in the middle');
  };
}
