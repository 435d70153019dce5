/** The language model of an agent. */
export class Llm {
  /** @param model of Anthropic, as in `claude-haiku-4-5`. */
  static anthropic(model: string): Llm {
    return new Llm(`anthropic/${model}`);
  }

  /**
   * Amazon Bedrock, which asks for no key: the turn worker's role may call the models.
   *
   * @param model its model id or inference profile, as in `apac.amazon.nova-lite-v1:0`.
   */
  static bedrock(model: string): Llm {
    return new Llm(`bedrock/${model}`);
  }

  /** @param model of Google, as in `gemini-2.5-flash`. */
  static google(model: string): Llm {
    return new Llm(`google/${model}`);
  }

  /** @param model of Groq, as in `llama-3.3-70b-versatile`. */
  static groq(model: string): Llm {
    return new Llm(`groq/${model}`);
  }

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
