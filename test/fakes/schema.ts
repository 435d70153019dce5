import * as z from 'zod';
import { Refusal, type Asked } from './fake-provider';

/** A request's JSON body, which has to be as `schema` says. @throws Refusal 400 */
export function bodyAs<T>({ body }: Asked, schema: z.ZodType<T>): T {
  const { success, data, error } = schema.safeParse(JSON.parse(body.toString()));
  if (success) return data;
  throw new Refusal(400, 'invalid_request_error', z.prettifyError(error));
}

/** Arguments of a tool: an object's JSON schema. */
export const objectSchema = z.looseObject({ type: z.literal('object') });
export const toolName = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
export const text = z.string().min(1);
