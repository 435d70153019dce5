/** Zero crossings of the filter on each side. More make its edge steeper: 24 fall by 40 dB within 500 Hz. */
const CROSSINGS = 24;

/** Share of the band that is kept. The rest is where the filter falls. */
const PASSBAND = 0.92;

/**
 * Changes the sampling rate by a windowed sinc (Blackman), which takes away what the new rate cannot carry
 * before it would fold back into the speech.
 */
export function resample(samples: Float32Array, from: number, to: number): Float32Array {
  if (from === to) return samples;
  const common = gcd(from, to);
  const [step, phases] = [from / common, to / common];
  const cutoff = Math.min(1, to / from) * PASSBAND;
  const reach = Math.ceil(CROSSINGS / cutoff);
  const kernels = kernelsOf(`${step}/${phases}`);
  const result = new Float32Array(Math.floor((samples.length * to) / from));
  for (let i = 0; i < result.length; i++) {
    const centre = Math.floor((i * step) / phases);
    const phase = (i * step) % phases;
    let kernel = kernels.get(phase);
    if (!kernel) kernels.set(phase, (kernel = kernelAt(phase / phases, cutoff, reach)));
    result[i] = weigh(samples, kernel, centre - reach);
  }
  return result;
}

const kept = new Map<string, Map<number, Float32Array>>();

/** The kernels of a ratio, by phase. Every sentence of a provider comes at the same rate, so they are kept. */
function kernelsOf(ratio: string): Map<number, Float32Array> {
  const kernels = kept.get(ratio) ?? new Map<number, Float32Array>();
  kept.set(ratio, kernels);
  return kernels;
}

/** The filter's weights for a point that lies `offset` of a sample behind the centre. */
function kernelAt(offset: number, cutoff: number, reach: number): Float32Array {
  const kernel = new Float32Array(2 * reach + 2);
  let sum = 0;
  for (let i = 0; i < kernel.length; i++) {
    const distance = i - reach - offset;
    kernel[i] = sinc(distance * cutoff) * blackman(distance / (reach + 1));
    sum += kernel[i]!;
  }
  return kernel.map((weight) => weight / sum);
}

function weigh(samples: Float32Array, kernel: Float32Array, from: number): number {
  const until = Math.min(kernel.length, samples.length - from);
  let sum = 0;
  for (let i = Math.max(0, -from); i < until; i++) sum += samples[from + i]! * kernel[i]!;
  return sum;
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** @param x from -1 to 1; nothing beyond. */
function blackman(x: number): number {
  return Math.abs(x) >= 1 ? 0 : 0.42 + 0.5 * Math.cos(Math.PI * x) + 0.08 * Math.cos(2 * Math.PI * x);
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
