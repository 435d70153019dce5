import type {
  Clock,
  LanguageModel,
  ModelPart,
  ModelRequest,
  Providers,
  SpeechToText,
  TextToSpeech,
} from '../../lambda/core/ports';
import { wavOfLine } from '../../lambda/core/speech/wav';

type Asked<Port extends 'transcribe' | 'speak'> = Port extends 'speak'
  ? Parameters<TextToSpeech['speak']>[0]
  : Parameters<SpeechToText['transcribe']>[0];

/** Never comes back and does not heed its signal, as a provider that hangs. */
export const HANGS = Symbol('hangs');

/** Hears what the script says, one line a request; an error is thrown. Asked once too often, it throws. */
export class ScriptedSpeechToText implements SpeechToText {
  readonly requests: Asked<'transcribe'>[] = [];

  constructor(private readonly script: (string | Error | typeof HANGS)[]) {}

  async transcribe(request: Asked<'transcribe'>): Promise<{ text: string }> {
    this.requests.push(request);
    const line = this.script.shift();
    if (line === undefined) throw new Error('the script of the recogniser is over');
    if (line === HANGS) return forEver();
    if (line instanceof Error) throw line;
    return { text: line };
  }
}

/** What a scripted model does next: stream text or a tool call, wait, fail, or hang. */
export type ModelStep = string | ModelPart | { waitMs: number } | Error | typeof HANGS;

/** Streams the replies of a script, one a request. */
export class ScriptedLanguageModel implements LanguageModel {
  readonly requests: ModelRequest[] = [];

  constructor(
    private readonly clock: Clock,
    private readonly script: ModelStep[][],
  ) {}

  async *reply(request: ModelRequest): AsyncGenerator<ModelPart> {
    this.requests.push(request);
    const steps = this.script.shift();
    if (!steps) throw new Error('the script of the model is over');
    for (const step of steps) {
      request.signal.throwIfAborted();
      if (step === HANGS) await forEver();
      else if (step instanceof Error) throw step;
      else if (typeof step === 'string') yield { type: 'text', text: step };
      else if ('waitMs' in step) await this.clock.sleep(step.waitMs, request.signal);
      else yield step;
    }
  }
}

/** How long a scripted voice takes for a text, or how it fails. */
export type Speaking = (text: string) => number | Error | typeof HANGS;

/** A voice of 10 ms a character. */
export class ScriptedTextToSpeech implements TextToSpeech {
  readonly requests: Asked<'speak'>[] = [];
  /** The most that were spoken at once. */
  mostAtOnce = 0;
  private atOnce = 0;

  constructor(
    private readonly clock: Clock,
    private readonly speaking: Speaking = () => 0,
  ) {}

  async speak(request: Asked<'speak'>): Promise<Uint8Array> {
    this.requests.push(request);
    this.mostAtOnce = Math.max(this.mostAtOnce, ++this.atOnce);
    try {
      const course = this.speaking(request.text);
      if (course === HANGS) return await forEver();
      if (course instanceof Error) throw course;
      if (course > 0) await this.clock.sleep(course, request.signal);
      request.signal.throwIfAborted();
      return voiceOfText(request.text);
    } finally {
      this.atOnce--;
    }
  }
}

/** What {@link ScriptedTextToSpeech} makes of a text. */
export function voiceOfText(text: string): Uint8Array {
  return wavOfLine(new Int16Array(text.length * 80).fill(text.length));
}

/** The same three providers for every agent. */
export function providersOf(providers: Providers): () => Promise<Providers> {
  return async () => providers;
}

function forEver(): Promise<never> {
  return new Promise(() => {});
}
