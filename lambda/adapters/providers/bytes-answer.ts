import { refusalOf } from './refusal';

/**
 * Reads the answer of a provider that is asked by a plain `fetch` and sends sound. An answer that breaks off is
 * an error, whether it told its length or comes in chunks: `fetch` sees to both.
 *
 * @throws ProviderError where the answer is no success.
 */
export async function bytesAnswer(provider: string, response: Response): Promise<Uint8Array> {
  if (!response.ok) throw await refusalOf(provider, response);
  return new Uint8Array(await response.arrayBuffer());
}
