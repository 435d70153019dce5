const LINE_RATE = 8000;
const KEY_TONE_SECONDS = 0.12;

/** The two tones of each row and column of the pad (ITU-T Q.23), in hertz. */
const ROWS = [697, 770, 852, 941];
const COLUMNS = [1209, 1336, 1477];
const PAD = ['123', '456', '789', '*0#'];

/** Plays what is on the line, one piece after the other, and the tones of the dial pad. */
export class Earpiece {
  /** @type {AudioContext | undefined} */
  #context;
  /** @type {Set<AudioBufferSourceNode>} */
  #playing = new Set();
  #freeAt = 0;

  /** Browsers let a page sound only after the person did something, so this is called when they do. */
  open() {
    this.#context ??= new AudioContext({ sampleRate: LINE_RATE });
    void this.#context.resume();
    return this.#context;
  }

  /** @param {Int16Array} samples at 8 kHz */
  play(samples) {
    if (samples.length === 0) return;
    const context = this.open();
    const buffer = context.createBuffer(1, samples.length, LINE_RATE);
    buffer.copyToChannel(
      Float32Array.from(samples, (sample) => sample / 32768),
      0,
    );
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(context.destination);
    source.addEventListener('ended', () => this.#playing.delete(source));
    this.#playing.add(source);
    const from = Math.max(context.currentTime, this.#freeAt);
    source.start(from);
    this.#freeAt = from + buffer.duration;
  }

  /** Stops what is playing. */
  hush() {
    for (const source of this.#playing) source.stop();
    this.#playing.clear();
    this.#freeAt = 0;
  }

  /** @param {string} key */
  keyTone(key) {
    const context = this.open();
    const row = PAD.findIndex((keys) => keys.includes(key));
    const gain = context.createGain();
    gain.gain.value = 0.08;
    gain.connect(context.destination);
    for (const frequency of [ROWS[row], COLUMNS[PAD[row].indexOf(key)]]) {
      const tone = context.createOscillator();
      tone.frequency.value = frequency;
      tone.connect(gain);
      tone.start();
      tone.stop(context.currentTime + KEY_TONE_SECONDS);
    }
  }
}
