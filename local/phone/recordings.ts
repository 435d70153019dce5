const KEPT = 10;

/** The audio of the latest calls, in memory, for download. */
export class Recordings {
  private readonly wavs = new Map<string, Uint8Array>();

  add(callId: string, wav: Uint8Array): void {
    this.wavs.set(callId, wav);
    const [oldest] = this.wavs.keys();
    if (this.wavs.size > KEPT && oldest !== undefined) this.wavs.delete(oldest);
  }

  find(callId: string): Uint8Array | undefined {
    return this.wavs.get(callId);
  }
}
