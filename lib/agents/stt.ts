/** The speech to text of an agent. */
export class Stt {
  /** @param model of OpenAI, as in `gpt-4o-mini-transcribe`. */
  static openai(model: string): Stt {
    return new Stt(`openai/${model}`);
  }

  /** @param model of your server with OpenAI's API; give its address in `providers`. */
  static openaiCompatible(model: string): Stt {
    return new Stt(`openai-compatible/${model}`);
  }

  private constructor(readonly reference: string) {}
}
