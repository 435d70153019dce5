import type { ModelMessage } from '../core/ports';
import type { PlacedRun } from '../core/tools/tool-runner';

/** What is told again of earlier turns: enough for a reference number, little enough to stay quick. */
const MOST_RUNS = 6;
const MOST_CHARACTERS = 500;

const UNKNOWN = 'It was begun, and its result is not known.';

/**
 * The latest runs of tools in earlier turns, as the model is told them before its words of that turn.
 *
 * @param offered names of the tools that the model has now: some providers refuse the call of one that they are
 * not told of.
 * @returns messages by turn.
 */
export function rememberTools(
  runs: readonly PlacedRun[],
  offered: ReadonlySet<string>,
): Map<number, ModelMessage[]> {
  const latest = runs.filter(({ name }) => offered.has(name)).slice(-MOST_RUNS);
  const messages = new Map<number, ModelMessage[]>();
  for (const round of roundsOf(latest)) {
    const { turn } = round[0]!.place;
    messages.set(turn, [...(messages.get(turn) ?? []), ...exchangeOf(round)]);
  }
  return messages;
}

function roundsOf(runs: readonly PlacedRun[]): PlacedRun[][] {
  const rounds = new Map<string, PlacedRun[]>();
  for (const run of runs) {
    const key = `${run.place.turn}-${run.place.round}`;
    rounds.set(key, [...(rounds.get(key) ?? []), run]);
  }
  return [...rounds.values()];
}

/** One round: what the model called at once, and what came of each. */
function exchangeOf(runs: readonly PlacedRun[]): ModelMessage[] {
  const calls = runs.map(({ place, name, args }) => ({
    type: 'tool-call' as const,
    id: idOf(place),
    name,
    args,
  }));
  const results = runs.map(({ place, name, result }): ModelMessage => {
    return { role: 'tool', id: idOf(place), name, text: shortened(result?.content ?? UNKNOWN) };
  });
  return [{ role: 'assistant', text: '', calls }, ...results];
}

function idOf({ turn, round, index }: PlacedRun['place']): string {
  return `call_${turn}_${round}_${index}`;
}

function shortened(content: string): string {
  const characters = Array.from(content);
  return characters.length <= MOST_CHARACTERS
    ? content
    : `${characters.slice(0, MOST_CHARACTERS).join('')} […]`;
}
