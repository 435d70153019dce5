import * as z from 'zod';

/** Where a reply ended for the caller, who has stopped it by a key or hung up, or to whom it could not be played. */
export const cut = z
  .strictObject({
    turn: z.int().min(1).describe('The turn of the reply.'),
    parts: z
      .int()
      .min(0)
      .describe('How many of its parts were handed to the line; none of the others was heard.'),
    leftMs: z.number().min(0).describe('How much of them was not heard, from the end, by their length.'),
  })
  .describe('A reply that was not heard to its end.');
export type Cut = z.infer<typeof cut>;

interface Reply {
  turn: number;
  parts: readonly { text: string; durationMs: number }[];
}

/** Stands where a reply was broken off. */
const BROKEN_OFF = '–';

/** What was heard of a reply, in words; as near as lengths tell. @param cuts of all replies of the call. */
export function heardOf({ turn, parts }: Reply, cuts: readonly (Cut | undefined)[]): string {
  const found = cuts.find((one) => one?.turn === turn);
  if (!found) return parts.map(({ text }) => text).join(' ');
  const handed = parts.slice(0, found.parts);
  let ms = handed.reduce((sum, { durationMs }) => sum + durationMs, 0) - found.leftMs;
  const heard = handed.flatMap(({ text, durationMs }) => {
    const share = ms / durationMs;
    ms -= durationMs;
    return share >= 1 ? [text] : begun(text, share);
  });
  const isWhole = heard.length === parts.length && ms >= 0;
  return heard.length === 0 || isWhole ? heard.join(' ') : [...heard, BROKEN_OFF].join(' ');
}

function begun(text: string, share: number): string[] {
  const words = text.split(' ');
  const said = words.slice(0, Math.max(0, Math.floor(words.length * share))).join(' ');
  return said === '' ? [] : [said];
}
