const LINE_RATE = 8000;
const FRAME = LINE_RATE / 50;

/** Takes the samples of a microphone, low-passed before, down to the rate of the line. Runs in the audio thread. */
class LineFrames extends AudioWorkletProcessor {
  #step = sampleRate / LINE_RATE;
  /** Where the next sample of the line lies, in samples from the start of the present block. */
  #next = 0;
  #previous = 0;
  #frame = new Int16Array(FRAME);
  #filled = 0;

  /** @param {Float32Array[][]} inputs */
  process([[block] = []]) {
    if (!block) return true;
    for (; this.#next < block.length; this.#next += this.#step) {
      const index = Math.floor(this.#next);
      const before = index > 0 ? block[index - 1] : this.#previous;
      const share = this.#next - index;
      this.#put(before + (block[index] - before) * share);
    }
    this.#next -= block.length;
    this.#previous = block[block.length - 1];
    return true;
  }

  /** @param {number} sample -1 to 1 */
  #put(sample) {
    this.#frame[this.#filled++] = Math.max(-1, Math.min(1, sample)) * 32767;
    if (this.#filled < FRAME) return;
    this.port.postMessage(this.#frame, [this.#frame.buffer]);
    this.#frame = new Int16Array(FRAME);
    this.#filled = 0;
  }
}

registerProcessor('line-frames', LineFrames);
