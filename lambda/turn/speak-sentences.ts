import type { ReplyPart } from '../core/calls/records';
import { atMost } from './at-most';

/** More at once would only make the first wait for the others at the provider. */
const AT_ONCE = 3;

/**
 * Speaks sentences as they come, several at once, and gives the parts in the order of the sentences, each as
 * soon as it and all before it are there. A sentence that cannot be spoken ends it with that error. When the
 * sentences end with an error, what came before is still given.
 *
 * @param speak index counts from 0.
 * @returns `last` is true for the last part, if it is known by then that no sentence follows.
 */
export async function* speakSentences(
  sentences: AsyncIterable<string>,
  speak: (sentence: string, index: number) => Promise<ReplyPart>,
): AsyncGenerator<{ part: ReplyPart; last: boolean }> {
  const room = atMost(AT_ONCE);
  const spoken: Promise<ReplyPart>[] = [];
  const reading: { state: 'open' | 'ended' | 'broken' } = { state: 'open' };
  let wake = () => {};

  const read = (async () => {
    try {
      for await (const sentence of sentences) {
        const index = spoken.length;
        const part = room(() => speak(sentence, index));
        // Its error is thrown where its turn comes, which it may never do.
        part.catch(() => {});
        spoken.push(part);
        wake();
      }
      reading.state = 'ended';
    } catch (error) {
      reading.state = 'broken';
      throw error;
    } finally {
      wake();
    }
  })();
  read.catch(() => {});

  const isThere = async (index: number) => {
    while (index >= spoken.length && reading.state === 'open') {
      await new Promise<void>((resolve) => (wake = resolve));
    }
    return index < spoken.length;
  };
  for (let index = 0; await isThere(index); index++) {
    const part = await spoken[index]!;
    yield { part, last: reading.state === 'ended' && index === spoken.length - 1 };
  }
  await read;
}
