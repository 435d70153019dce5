import { providersFor } from '../../lambda/adapters/providers';
import type { Port } from '../../lambda/core/agents/provider-reference';
import type { Clock, ModelRequest, Providers, ProvidersOf, SpeechToText } from '../../lambda/core/ports';
import { misbehaving } from '../sim/misbehave';
import { SimModel, type SimReply } from '../sim/model';
import { TYPICAL } from '../sim/pace';
import { recordOfCall } from '../sim/record-of-call';
import { scripted } from '../sim/think';
import { SimVoice, type Speak } from '../sim/voice';
import type { LocalClock } from '../clock';
import { AFTER_TOOL, SCRIPT } from './caller/words';
import type { Weather } from './faults/weather';
import type { Witness } from './witness';

/** The agent's own providers and those that stand behind them, in the weather of a call. */
export function chaosProviders({
  clock,
  weather,
  stt,
  speak,
  witness,
}: {
  clock: LocalClock;
  weather: Weather;
  stt: SpeechToText;
  speak: Speak;
  witness: Witness;
}): ProvidersOf {
  const think = (request: ModelRequest): SimReply => {
    witness.saw('what the model is told', request.messages);
    return recordOfCall(request) ?? follow(request);
  };
  const sound = (): Providers => ({
    stt,
    llm: new SimModel(clock, TYPICAL.model, think),
    tts: new SimVoice(clock, TYPICAL.voice, speak),
  });
  const own = misbehaving(sound(), (port) => weather.next(port), clock);
  const spare = misbehaving(sound(), (port) => weather.next(`spare ${port}`), clock);
  return providersFor({
    keys: { key: () => Promise.resolve(undefined) },
    settings: {},
    more: { sim: ports(own), spare: ports(spare) },
  });
}

function ports({ stt, llm, tts }: Providers): { [P in Port]: () => Providers[P] } {
  return { stt: () => stt, llm: () => llm, tts: () => tts };
}

const script = scripted(SCRIPT);

function follow(request: ModelRequest): SimReply {
  return request.messages.at(-1)?.role === 'tool' ? { says: AFTER_TOOL } : script(request);
}

/** Recognises what it was told of, as fast as the other recogniser but without looking at the samples twice. */
export class QuickRecogniser implements SpeechToText {
  private readonly told = new Map<string, string>();

  constructor(private readonly clock: Clock) {}

  tell(pcm: Int16Array, text: string): void {
    this.told.set(
      fingerprint(pcm.length, (i) => pcm[i] ?? 0),
      text,
    );
  }

  async transcribe({ wav, signal }: Parameters<SpeechToText['transcribe']>[0]): Promise<{ text: string }> {
    await this.clock.sleep(TYPICAL.recogniserMs, signal);
    signal.throwIfAborted();
    const view = new DataView(wav.buffer, wav.byteOffset + HEADER_BYTES);
    const samples = view.byteLength / 2;
    return { text: this.told.get(fingerprint(samples, (i) => view.getInt16(i * 2, true))) ?? 'Hmm' };
  }
}

const HEADER_BYTES = 44;
/** A prime, so that no rhythm of the speech hides from it. */
const STEP = 37;

function fingerprint(samples: number, at: (index: number) => number): string {
  let hash = samples;
  for (let i = 0; i < samples; i += STEP) hash = (Math.imul(hash, 31) + at(i)) | 0;
  return `${samples} ${hash}`;
}
