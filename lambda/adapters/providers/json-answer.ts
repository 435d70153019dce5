import type * as z from 'zod';
import { ProviderError } from '../../core/errors';
import { parsed, refusalOf } from './refusal';

/** Reads the JSON answer of a provider that is asked by a plain `fetch`. @throws ProviderError */
export async function jsonAnswer<T>(provider: string, response: Response, answer: z.ZodType<T>): Promise<T> {
  if (!response.ok) throw await refusalOf(provider, response);
  const { success, data } = answer.safeParse(parsed(await response.text()));
  if (success) return data;
  throw new ProviderError(provider, 'nonsense', 'its answer is not what its API promises');
}
