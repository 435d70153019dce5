import type { Readable, Writable } from 'node:stream';

export interface Terminal {
  input: Readable & { isTTY?: boolean };
  output: Writable;
}

/**
 * Takes a key from a person, of which the screen shows asterisks only, or all that comes through a pipe.
 *
 * @returns undefined where the person leaves.
 */
export async function askForKey(question: string, { input, output }: Terminal): Promise<string | undefined> {
  if (input.isTTY !== true) return textOf(input);
  const { isCancel, password } = await import('@clack/prompts');
  const answer = await password({ message: question, mask: '*', input, output });
  return isCancel(answer) ? undefined : answer;
}

async function textOf(input: Readable): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of input) chunks.push(Buffer.from(chunk as Buffer | string));
  return Buffer.concat(chunks).toString('utf8');
}
