/** What a reply may begin with: its opening clause, or its first sentence. */
const MOST_GUESSES = 2;

/**
 * Speaks sentences, the first of them a little earlier. That a sentence is over shows only by what follows it,
 * and waiting for the model's next token delays all that the caller hears, so the first that seems to be over
 * is spoken on a guess. A wrong guess costs a request to the provider, so there are two a reply at the most.
 */
export class HeadStart {
  private begun = false;
  private readonly guessed = new Map<string, Promise<Uint8Array>>();

  constructor(private readonly voice: (text: string) => Promise<Uint8Array>) {}

  /** @param text a sentence, if it turns out to be over. */
  guess(text: string): void {
    if (this.begun || this.guessed.size === MOST_GUESSES || this.guessed.has(text)) return;
    const audio = this.voice(text);
    // Its error is thrown to whoever asks for this sentence, which may be nobody.
    audio.catch(() => {});
    this.guessed.set(text, audio);
  }

  speak(text: string): Promise<Uint8Array> {
    this.begun = true;
    return this.guessed.get(text) ?? this.voice(text);
  }
}
