import { isDeepStrictEqual } from 'node:util';
import type { Answer } from '../../../lambda/call/chime/actions';
import { smaEvent, type EventType, type SmaEvent } from '../../../lambda/call/chime/events';
import { NotFoundError } from '../../../lambda/core/errors';
import type { AudioStore } from '../../../lambda/core/ports';
import { wavOfLine } from '../../../lambda/core/speech/wav';
import { VirtualClock } from '../../../local/clock';
import {
  SmaRuntime,
  type CallReport,
  type Observation,
  type SentEvent,
  type SmaCall,
  type SmaRuntimeOptions,
} from '../../../local/sma';

export const BUCKET = 'byon-audio';
export const TO = '+14155550100';
export const FROM = '+14155550199';
export const HUMAN = '+14155550111';

type Reply = unknown[] | ((event: SmaEvent) => unknown);
export type Step = [type: EventType, reply: Reply];

/**
 * A handler that knows beforehand which events come, in which order. An event that it did not expect, or
 * cannot read, is an error; the HANGUP that ends a call needs no step of its own.
 */
export class ScriptedHandler {
  readonly surprises: string[] = [];
  private next = 0;

  constructor(private readonly steps: Step[]) {}

  readonly handle = async (input: unknown): Promise<unknown> => {
    const event = smaEvent.parse(input);
    const step = this.steps[this.next];
    if (step?.[0] !== event.InvocationEventType) {
      const there = event.CallDetails.Participants.filter(({ Status }) => Status !== 'Disconnected');
      if (event.InvocationEventType === 'HANGUP' && there.length === 0) return answer();
      this.surprises.push(`${event.InvocationEventType} in place of ${step?.[0] ?? 'nothing'}`);
      return answer(...there.map(({ ParticipantTag }) => hangUp(ParticipantTag)));
    }
    this.next += 1;
    return typeof step[1] === 'function' ? step[1](event) : answer(...step[1]);
  };

  get unplayed(): EventType[] {
    return this.steps.slice(this.next).map(([type]) => type);
  }
}

/** The audio bucket, in memory. */
export class MemoryBucket implements AudioStore {
  readonly objects = new Map<string, Uint8Array>();
  readonly broken = new Set<string>();

  read(key: string): Promise<Uint8Array> {
    const object = this.objects.get(key);
    if (this.broken.has(key)) return Promise.reject(new Error('connection reset'));
    return object ? Promise.resolve(object) : Promise.reject(new NotFoundError(`no object ${key}`));
  }

  write(key: string, wav: Uint8Array): Promise<void> {
    if ([...this.broken].some((prefix) => key.startsWith(prefix))) return Promise.reject(new Error('full'));
    this.objects.set(key, wav);
    return Promise.resolve();
  }
}

export interface Scene {
  call: SmaCall;
  clock: VirtualClock;
  bucket: MemoryBucket;
  handler: ScriptedHandler;
  observations: Observation[];
  recordings: { key: string; pcm: Int16Array; spoken: string[] }[];
  /** Does something at a time after the start of the call. */
  at(ms: number, what: () => void): void;
  /** When something was observed, in milliseconds after the start of the call. */
  when(type: Observation['type']): number[];
  end(): Promise<CallReport>;
}

/** A call whose handler plays `steps`; its bucket holds `second.wav`, a second of a tone. */
export function scene(
  steps: Step[],
  options: Partial<SmaRuntimeOptions> & { sipHeaders?: Record<string, string> } = {},
): Scene {
  const clock = new VirtualClock();
  const start = clock.now();
  const bucket = new MemoryBucket();
  bucket.objects.set('second.wav', wavOfLine(tone(1000)));
  const handler = new ScriptedHandler(steps);
  const observations: Observation[] = [];
  const recordings: Scene['recordings'] = [];
  const { sipHeaders, ...given } = options;
  const runtime = new SmaRuntime({
    clock,
    handler: handler.handle,
    audio: bucket,
    bucket: BUCKET,
    speak: (text) => Promise.resolve(tone(text.length * 100)),
    onRecording: (key, pcm, spoken) => recordings.push({ key, pcm, spoken }),
    observe: (observation) => observations.push(observation),
    ...given,
  });
  const call = runtime.call({ to: TO, from: FROM, sipHeaders });
  return {
    call,
    clock,
    bucket,
    handler,
    observations,
    recordings,
    at: (ms, what) => void clock.sleep(start + ms - clock.now()).then(what),
    when: (type) => observations.filter((o) => o.type === type).map(({ at }) => at - start),
    end: async () => {
      const report = await call.ended;
      if (handler.surprises.length > 0) throw new Error(`unexpected: ${handler.surprises.join(', ')}`);
      if (handler.unplayed.length > 0) throw new Error(`never came: ${handler.unplayed.join(', ')}`);
      return report;
    },
  };
}

export function answer(...Actions: unknown[]): Answer {
  return { SchemaVersion: '1.0', Actions } as Answer;
}

const LEG_A = { ParticipantTag: 'LEG-A' };
export const play = (Key = 'second.wav', more: object = {}) => ({
  Type: 'PlayAudio',
  Parameters: { ...LEG_A, AudioSource: { Type: 'S3', BucketName: BUCKET, Key }, ...more },
});
export const speak = (Text: string) => ({ Type: 'Speak', Parameters: { ...LEG_A, Text } });
export const pause = (ms: number) => ({
  Type: 'Pause',
  Parameters: { ...LEG_A, DurationInMilliseconds: String(ms) },
});
export const record = (more: object = {}) => ({
  Type: 'RecordAudio',
  Parameters: {
    ...LEG_A,
    DurationInSeconds: '30',
    SilenceDurationInSeconds: 1,
    RecordingTerminators: ['#'],
    RecordingDestination: { Type: 'S3', BucketName: BUCKET, Prefix: 'recordings/' },
    ...more,
  },
});
export const bridge = (more: object = {}) => ({
  Type: 'CallAndBridge',
  Parameters: {
    CallerIdNumber: FROM,
    Endpoints: [{ BridgeEndpointType: 'PSTN', Uri: HUMAN }],
    ...more,
  },
});
export const hangUp = (ParticipantTag = 'LEG-A', SipResponseCode = '0') => ({
  Type: 'Hangup',
  Parameters: { ParticipantTag, SipResponseCode },
});
export const HANG_UP: Reply = [hangUp()];

/** Line audio of a 400 Hz tone as loud as speech. */
export function tone(ms: number, amplitude = 8000): Int16Array {
  return Int16Array.from({ length: ms * 8 }, (_, i) => Math.round(amplitude * Math.sin((i * Math.PI) / 10)));
}
export const silence = (ms: number) => new Int16Array(ms * 8);

export const typesOf = (events: SentEvent[]) => events.map((event) => event.InvocationEventType);

/** Whether audio is silent between two milliseconds. */
export function isSilent(pcm: Int16Array, fromMs: number, toMs: number): boolean {
  return isDeepStrictEqual(pcm.slice(fromMs * 8, toMs * 8), silence(toMs - fromMs));
}
