import { stripVTControlCharacters } from 'node:util';

/** Runs something and keeps what it prints, without colours. */
export async function captured<T>(run: () => Promise<T>): Promise<{ result: T; out: string; err: string }> {
  const streams = [process.stdout, process.stderr] as const;
  const before = streams.map((stream) => stream.write);
  const texts = ['', ''];
  streams.forEach((stream, i) => {
    stream.write = (text: string) => {
      texts[i] += text;
      return true;
    };
  });
  try {
    const result = await run();
    const [out = '', err = ''] = texts.map(stripVTControlCharacters);
    return { result, out, err };
  } finally {
    streams.forEach((stream, i) => (stream.write = before[i]!));
  }
}
