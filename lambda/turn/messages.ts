import type { TurnRecord } from '../core/calls/records';
import type { ModelMessage } from '../core/ports';

type Spoken = Pick<TurnRecord, 'input' | 'heard' | 'parts'>;

/** The conversation as the model is told it: the greeting, what was said in each turn, and now this one. */
export function messagesOf(greeting: string, earlier: readonly Spoken[], now: Spoken): ModelMessage[] {
  const said = [...earlier, now].flatMap((turn): ModelMessage[] => [
    { role: 'user', text: wordsOfCaller(turn) },
    { role: 'assistant', text: turn.parts.map(({ text }) => text).join(' ') },
  ]);
  const messages: ModelMessage[] = [{ role: 'assistant', text: greeting }, ...said];
  return joined(messages.filter(({ text }) => text.trim() !== ''));
}

function wordsOfCaller({ input, heard }: Spoken): string {
  return input.kind === 'digits' ? `(keyed ${input.digits})` : (heard ?? '');
}

/** Two messages of one speaker in a row become one: the templates of some open models refuse them. */
function joined(messages: ModelMessage[]): ModelMessage[] {
  return messages.reduce<ModelMessage[]>((all, message) => {
    const before = all.at(-1);
    if (before?.role !== message.role) return [...all, message];
    return [...all.slice(0, -1), { role: before.role, text: `${before.text}\n${message.text}` }];
  }, []);
}
