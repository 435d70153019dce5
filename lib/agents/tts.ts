export interface TtsOptions {
  /**
   * The provider's name of the voice.
   *
   * @default - the provider chooses
   */
  readonly voice?: string;
}

/** The text to speech of an agent. */
export class Tts {
  /** @param model of OpenAI, as in `gpt-4o-mini-tts`. */
  static openai(model: string, options: TtsOptions = {}): Tts {
    return new Tts(`openai/${model}`, options.voice);
  }

  /** @param model of your server with OpenAI's API; give its address in `providers`. */
  static openaiCompatible(model: string, options: TtsOptions = {}): Tts {
    return new Tts(`openai-compatible/${model}`, options.voice);
  }

  private constructor(
    readonly reference: string,
    readonly voice: string | undefined,
  ) {}
}
