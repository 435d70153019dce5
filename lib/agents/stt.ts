/** The speech to text of an agent. */
export class Stt {
  /** @param model of AssemblyAI, as in `universal-3-5-pro`. */
  static assemblyAi(model: string): Stt {
    return new Stt(`assemblyai/${model}`);
  }

  /** @param model of Deepgram, as in `nova-3`. */
  static deepgram(model: string): Stt {
    return new Stt(`deepgram/${model}`);
  }

  /** @param model of ElevenLabs, as in `scribe_v2`. */
  static elevenLabs(model: string): Stt {
    return new Stt(`elevenlabs/${model}`);
  }

  /** @param model of Groq, as in `whisper-large-v3-turbo`. */
  static groq(model: string): Stt {
    return new Stt(`groq/${model}`);
  }

  /** @param model of OpenAI, as in `gpt-4o-mini-transcribe`. */
  static openai(model: string): Stt {
    return new Stt(`openai/${model}`);
  }

  /** @param model of your server with OpenAI's API; give its address in `providers`. */
  static openaiCompatible(model: string): Stt {
    return new Stt(`openai-compatible/${model}`);
  }

  /** @param model of Sarvam, for the languages of India, as in `saaras:v3`. */
  static sarvam(model: string): Stt {
    return new Stt(`sarvam/${model}`);
  }

  /** Amazon Transcribe, which asks for no key: the turn worker's role may call it. */
  static transcribe(): Stt {
    return new Stt('transcribe/standard');
  }

  private constructor(readonly reference: string) {}
}
