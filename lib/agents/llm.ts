/** The language model of an agent. */
export class Llm {
  /** @param model of OpenAI, as in `gpt-4.1-mini`. */
  static openai(model: string): Llm {
    return new Llm(`openai/${model}`);
  }

  /** @param model of your server with OpenAI's API (Ollama, vLLM, …); give its address in `providers`. */
  static openaiCompatible(model: string): Llm {
    return new Llm(`openai-compatible/${model}`);
  }

  private constructor(readonly reference: string) {}
}
