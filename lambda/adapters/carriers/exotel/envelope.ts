import * as z from 'zod';
import type { Explanation } from '../guarded-transport';

const code = z.union([z.string(), z.number()]).nullish().catch(undefined);
const text = z.string().nullish().catch(undefined);

/** One element of `response`, be it the only one or one of a list. */
const element = z.object({
  code: z.number().nullish().catch(undefined),
  status: text,
  error_data: z.object({ code, message: text, description: text }).nullish().catch(undefined),
});

const anyEnvelope = z.object({ response: z.union([z.array(element), element]) });
/** What the older APIs answer. */
const restException = z.object({ RestException: z.object({ Status: code, Message: text }) });

interface Outcome {
  failed: boolean;
  code: number | undefined;
  error: z.output<typeof element>['error_data'];
}

/** How each element of a v2 answer went; empty for an answer of another kind. */
export function outcomesOf(body: unknown): Outcome[] {
  const { data } = anyEnvelope.safeParse(body);
  return [data?.response ?? []].flat().map(({ code, status, error_data }) => ({
    failed: (code ?? 200) >= 400 || status === 'failure',
    code: code ?? undefined,
    error: error_data,
  }));
}

/** Reads an error body of any of Exotel's APIs. */
export function explain(body: unknown): Explanation {
  const error = outcomesOf(body).find(({ failed }) => failed)?.error;
  if (error) {
    const message = [error.message, error.description].filter(Boolean).join(': ');
    return { code: error.code?.toString(), message };
  }
  const { Status, Message } = restException.safeParse(body).data?.RestException ?? {};
  return { code: Status?.toString(), message: Message ?? undefined };
}

const succeeded = z.object({ code: z.number().max(399), status: z.literal('success') });

/** An answer about one thing: its `data`. Made once for each kind of answer: building a schema costs more than using it. */
export function one<T>(data: z.ZodType<T>): z.ZodType<T> {
  return z.object({ response: succeeded.extend({ data }) }).transform(({ response }) => response.data);
}

/** As `one`, about several things, all of which have to have gone well. */
export function several<T>(data: z.ZodType<T>): z.ZodType<T[]> {
  return z
    .object({ response: z.array(succeeded.extend({ data })).nullable() })
    .transform(({ response }) => (response ?? []).map((element) => element.data));
}
