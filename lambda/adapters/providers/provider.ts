import type { KeyRing, LanguageModel, SpeechToText, TextToSpeech } from '../../core/ports';

/** What a provider offers: an adapter for each of its models, for what it can do. */
export interface Provider {
  stt?(model: string): SpeechToText;
  llm?(model: string): LanguageModel;
  tts?(model: string): TextToSpeech;
  /** Gets ready to be asked; see `Providers.prepare`. */
  prepare?(): Promise<void>;
}

/** What a provider is made with. */
export interface ProviderOptions {
  /** Name of the provider, for its key and its errors. */
  provider: string;
  keys: KeyRing;
  /** Address of its API, without a slash at its end. Undefined: its own. */
  baseUrl: string | undefined;
}
