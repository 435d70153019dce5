import type { LanguageModel, SpeechToText, TextToSpeech } from '../../core/ports';

/** What a provider offers: an adapter for each of its models. */
export interface Provider {
  stt(model: string): SpeechToText;
  llm(model: string): LanguageModel;
  tts(model: string): TextToSpeech;
}
