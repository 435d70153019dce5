import type { TurnRecord } from '../core/calls/records';
import type { ModelMessage } from '../core/ports';
import { joinParts } from '../core/speech/unfinished/unfinished';

type Spoken = Pick<TurnRecord, 'status' | 'input' | 'heard' | 'parts'>;
interface SpokenMessage {
  role: 'user' | 'assistant';
  text: string;
}

/** The conversation as the model is told it: the greeting, what was said in each turn, and now this one. */
export function messagesOf(greeting: string, earlier: readonly Spoken[], now: Spoken): ModelMessage[] {
  const said = whole([...earlier, now]).flatMap((turn): SpokenMessage[] => [
    { role: 'user', text: wordsOfCaller(turn) },
    { role: 'assistant', text: turn.parts.map(({ text }) => text).join(' ') },
  ]);
  const messages: SpokenMessage[] = [{ role: 'assistant', text: greeting }, ...said];
  return joined(messages.filter(({ text }) => text.trim() !== ''));
}

/** What the caller said in pieces is one utterance, in the turn that answers it. */
function whole(turns: readonly Spoken[]): Spoken[] {
  return turns.reduce<Spoken[]>((all, turn) => {
    const before = all.at(-1);
    if (before?.status !== 'unfinished' || turn.input.kind === 'digits') return [...all, turn];
    return [...all.slice(0, -1), { ...turn, heard: joinParts([before.heard ?? '', turn.heard ?? '']) }];
  }, []);
}

function wordsOfCaller({ input, heard }: Spoken): string {
  return input.kind === 'digits' ? `(keyed ${input.digits})` : (heard ?? '');
}

/** Two messages of one speaker in a row become one: the templates of some open models refuse them. */
function joined(messages: SpokenMessage[]): SpokenMessage[] {
  return messages.reduce<SpokenMessage[]>((all, message) => {
    const before = all.at(-1);
    if (before?.role !== message.role) return [...all, message];
    return [...all.slice(0, -1), { role: before.role, text: `${before.text}\n${message.text}` }];
  }, []);
}
