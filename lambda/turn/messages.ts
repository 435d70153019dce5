import { heardOf } from '../core/calls/cut';
import type { TurnRecord } from '../core/calls/records';
import type { ModelMessage } from '../core/ports';
import { joinParts } from '../core/speech/unfinished/unfinished';
import { wordsOfKeys, wordsOfTransfers } from './told';

type Spoken = Pick<TurnRecord, 'turn' | 'status' | 'input' | 'heard' | 'parts' | 'failedTransfers' | 'cut'>;

/**
 * The conversation as the model is told it: the greeting, what was said in each turn, and now this one.
 *
 * @param done what is told of tools before the reply of a turn, by turn.
 */
export function messagesOf(
  greeting: string,
  earlier: readonly Spoken[],
  now: Spoken,
  done: ReadonlyMap<number, ModelMessage[]> = new Map<number, ModelMessage[]>(),
): ModelMessage[] {
  const cuts = [...earlier, now].map(({ cut }) => cut);
  const said = whole([...earlier, now]).flatMap((turn, i, all): ModelMessage[] => [
    { role: 'user', text: wordsOfTransfers(turn, all[i - 1]) },
    { role: 'user', text: wordsOfCaller(turn) },
    ...(done.get(turn.turn) ?? []),
    { role: 'assistant', text: heardOf(turn, cuts) },
  ]);
  const messages: ModelMessage[] = [{ role: 'assistant', text: greeting }, ...said];
  return joined(messages.filter((message) => message.text.trim() !== '' || !isPlain(message)));
}

/** What the caller said in pieces is one utterance, in the turn that answers it. */
function whole(turns: readonly Spoken[]): Spoken[] {
  return turns.reduce<Spoken[]>((all, turn) => {
    const before = all.at(-1);
    if (before?.status !== 'unfinished' || turn.input.kind !== 'recording') return [...all, turn];
    return [...all.slice(0, -1), { ...turn, heard: joinParts([before.heard ?? '', turn.heard ?? '']) }];
  }, []);
}

function wordsOfCaller({ input, heard }: Spoken): string {
  return input.kind === 'recording' ? (heard ?? '') : wordsOfKeys(input);
}

/** Two messages of one speaker in a row become one: the templates of some open models refuse them. */
function joined(messages: ModelMessage[]): ModelMessage[] {
  return messages.reduce<ModelMessage[]>((all, message) => {
    const before = all.at(-1);
    if (!before || before.role !== message.role || !isPlain(before) || !isPlain(message))
      return [...all, message];
    return [...all.slice(0, -1), { ...before, text: `${before.text}\n${message.text}` }];
  }, []);
}

/** Words alone, without a call of a tool or its result. */
function isPlain(message: ModelMessage): boolean {
  return message.role === 'user' || (message.role === 'assistant' && message.calls === undefined);
}
