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
  /** @param model of Cartesia, as in `sonic-3`; it wants a voice by its id. */
  static cartesia(model: string, options: TtsOptions): Tts {
    return new Tts(`cartesia/${model}`, options.voice);
  }

  /** @param model of Deepgram, as in `aura-2-thalia-en`: the model is the voice. */
  static deepgram(model: string): Tts {
    return new Tts(`deepgram/${model}`, undefined);
  }

  /** @param model of ElevenLabs, as in `eleven_flash_v2_5`; it wants a voice by its id. */
  static elevenLabs(model: string, options: TtsOptions): Tts {
    return new Tts(`elevenlabs/${model}`, options.voice);
  }

  /** @param model of OpenAI, as in `gpt-4o-mini-tts`. */
  static openai(model: string, options: TtsOptions = {}): Tts {
    return new Tts(`openai/${model}`, options.voice);
  }

  /** @param model of your server with OpenAI's API; give its address in `providers`. */
  static openaiCompatible(model: string, options: TtsOptions = {}): Tts {
    return new Tts(`openai-compatible/${model}`, options.voice);
  }

  /**
   * Amazon Polly, which asks for no key: the turn worker's role may call it.
   *
   * @param engine of Polly, as in `neural` or `generative`.
   */
  static polly(engine: string, options: TtsOptions = {}): Tts {
    return new Tts(`polly/${engine}`, options.voice);
  }

  /** @param model of Sarvam, for the languages of India, as in `bulbul:v2`. */
  static sarvam(model: string, options: TtsOptions = {}): Tts {
    return new Tts(`sarvam/${model}`, options.voice);
  }

  private constructor(
    readonly reference: string,
    readonly voice: string | undefined,
  ) {}
}
