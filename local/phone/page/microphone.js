/** Poles of an 8th-order Butterworth low-pass as four filters: what a telephone line leaves of a voice. */
const LINE_BAND_HZ = 3400;
const LINE_BAND_Q = [0.5098, 0.6013, 0.9, 2.5629];

/** The microphone as line audio: 8 kHz, 16-bit, in frames of 20 ms. Asked for only when it is turned on. */
export class Microphone {
  /** @type {{ stream: MediaStream, context: AudioContext } | undefined} */
  #open;
  /** Counts the toggles, so that an answer of the browser that comes too late is not taken. */
  #wish = 0;
  #listener;

  /**
   * @param {{
   *   frame: (samples: Int16Array) => void,
   *   level: (level: number) => void,
   *   changed: (isOn: boolean) => void,
   * }} listener `level` is the loudest sample of a frame, 0 to 1
   */
  constructor(listener) {
    this.#listener = listener;
  }

  /** @returns {Promise<string | undefined>} why there is no microphone, in words; undefined when all is well */
  async toggle() {
    if (this.#open) return this.off();
    const wish = ++this.#wish;
    try {
      const stream = await navigator.mediaDevices.getUserMedia({
        audio: { channelCount: 1, echoCancellation: true, noiseSuppression: true, autoGainControl: true },
      });
      const context = new AudioContext();
      if (wish !== this.#wish) return release({ stream, context });
      this.#open = { stream, context };
      await this.#connect(this.#open);
      this.#listener.changed(true);
    } catch (error) {
      this.off();
      return inWords(/** @type {Error} */ (error));
    }
  }

  off() {
    this.#wish++;
    if (this.#open) release(this.#open);
    this.#open = undefined;
    this.#listener.changed(false);
    this.#listener.level(0);
  }

  /** @param {{ stream: MediaStream, context: AudioContext }} open */
  async #connect({ stream, context }) {
    await context.audioWorklet.addModule('microphone-worklet.js');
    const worklet = new AudioWorkletNode(context, 'line-frames', { numberOfOutputs: 0 });
    worklet.port.onmessage = ({ data }) => {
      this.#listener.frame(data);
      this.#listener.level(Math.max(...data) / 32767);
    };
    const filters = LINE_BAND_Q.map((Q) => {
      const toDecibels = 20 * Math.log10(Q);
      return new BiquadFilterNode(context, { type: 'lowpass', frequency: LINE_BAND_HZ, Q: toDecibels });
    });
    /** @type {AudioNode} */
    let last = context.createMediaStreamSource(stream);
    for (const node of [...filters, worklet]) last = last.connect(node);
  }
}

/** @param {{ stream: MediaStream, context: AudioContext }} open */
function release({ stream, context }) {
  for (const track of stream.getTracks()) track.stop();
  void context.close();
}

/** @param {Error} error */
function inWords({ name, message }) {
  switch (name) {
    case 'NotAllowedError':
      return 'The browser may not use the microphone. Allow it in the address bar, or type what you say.';
    case 'NotFoundError':
      return 'There is no microphone on this machine. Type what you say instead.';
    case 'NotReadableError':
      return 'Another program uses the microphone. Close that, or type what you say.';
    default:
      return `The microphone could not be turned on (${message}). Type what you say instead.`;
  }
}
