import type { TurnRecord } from '../../lambda/core/calls/records';
import { smaEvent } from '../../lambda/call/chime/events';
import type { SentEvent } from '../sma';
import { stagesOf } from './pauses';
import type { ToPage } from './protocol';
import type { TypedLine } from './typed-lines';

/** Something that the caller gave the agent: a recording or keyed digits, as the event told of it. */
interface Taken {
  at: number;
  silenceMs: number;
  line?: TypedLine;
}

/** Matches the records of a call's turns with what went over its line, and tells what each turn was. */
export class Turns {
  private readonly recordings = new Map<string, Taken>();
  private keyed?: Taken;
  private readonly told = new Set<string>();

  /** @param startedAt of the call, in milliseconds since the epoch, as are all times here. */
  constructor(private readonly startedAt: () => number) {}

  /** Notes an event that ends what the caller said or keyed; `line` is what they typed for it. */
  take(sent: SentEvent, at: number, line: TypedLine | undefined): void {
    const { ActionData: data } = smaEvent.parse(sent);
    if (data?.ReceivedDigits !== undefined) this.keyed = { at, silenceMs: 0 };
    if (!data?.RecordingDestination) return;
    const byKey = data.RecordingTerminatorUsed !== undefined;
    const silenceMs = byKey ? 0 : Number(data.Parameters?.['SilenceDurationInSeconds'] ?? 0) * 1000;
    this.recordings.set(data.RecordingDestination.Key, { at, silenceMs, line });
  }

  /** @returns what of the turns has become known since the last time. */
  news(records: readonly TurnRecord[]): ToPage[] {
    return records.flatMap((record) => [
      ...this.once(`heard ${record.turn}`, record.heard === undefined ? undefined : this.heard(record)),
      ...this.once(`failed ${record.turn}`, this.failed(record)),
    ]);
  }

  /** @returns the pause that the audio of this key ends, if it is the first of a reply. */
  pauseBefore(key: string, answeredAt: number, records: readonly TurnRecord[]): ToPage[] {
    const record = records.find(({ parts }) => parts[0]?.key === key);
    const taken = record && this.takenFor(record);
    if (!taken) return [];
    const { at: takenAt, silenceMs } = taken;
    const stages = stagesOf(record, { takenAt, silenceMs, answeredAt });
    return this.once(`pause ${record.turn}`, { type: 'pause', at: this.since(takenAt), stages });
  }

  private heard(record: TurnRecord): ToPage | undefined {
    const { turn, input, heard = '' } = record;
    const taken = this.takenFor(record);
    if (!taken) return undefined;
    const at = this.since(taken.at - taken.silenceMs);
    const said = { type: 'caller', at } as const;
    if (taken.line) return { ...said, id: taken.line.id, text: taken.line.text, heard };
    if (heard === '') return undefined;
    const text = { recording: heard, digits: `keyed ${heard}`, collected: `keyed ${countIn(input)}` }[
      input.kind
    ];
    return { ...said, id: `turn-${turn}`, text };
  }

  private failed({ turn, failure, claimedAt }: TurnRecord): ToPage | undefined {
    if (failure === undefined) return undefined;
    return { type: 'note', at: this.since(claimedAt), text: `Turn ${turn} failed: ${failure}.` };
  }

  private takenFor({ input }: TurnRecord): Taken | undefined {
    return input.kind === 'recording' ? this.recordings.get(input.key) : this.keyed;
  }

  private once(name: string, message: ToPage | undefined): ToPage[] {
    if (!message || this.told.has(name)) return [];
    this.told.add(name);
    return [message];
  }

  private since(at: number): number {
    return at - this.startedAt();
  }
}

/** Of digits that were asked for the count is shown: which they are may be nobody's business. */
function countIn(input: TurnRecord['input']): string {
  return input.kind === 'collected' ? `${input.count} digits` : '';
}
