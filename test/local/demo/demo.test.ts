import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { demo } from '../../../local/demo/demo';
import { levelOf } from '../../../local/sma/loudness';
import { ensureBundles } from '../../lib/stacks';
import { captured } from '../captured';
import { folderPerTest } from '../folder';

const CONFIG = path.join(__dirname, '../../../byon.config.yaml');
const folder = folderPerTest();

beforeAll(ensureBundles);

function run(config: string, json: boolean) {
  return captured(() => demo({ config, out: path.join(folder.path(), 'new/folder'), json }));
}

/** A WAV file's header, and the samples of both channels. */
function stereo(file: string) {
  const bytes = readFileSync(file);
  const samples = new Int16Array(bytes.buffer.slice(bytes.byteOffset + 44, bytes.byteOffset + bytes.length));
  return {
    channels: bytes.readUInt16LE(22),
    rate: bytes.readUInt32LE(24),
    bits: bytes.readUInt16LE(34),
    left: samples.filter((_, i) => i % 2 === 0),
    right: samples.filter((_, i) => i % 2 === 1),
  };
}

describe('on the config of the repository, with --json', () => {
  it('takes a call in English and one in Hindi, and saves them as audio', async () => {
    const { result, out, err } = await run(CONFIG, true);
    expect(result).toBe(0);
    const { ok, calls } = JSON.parse(out);
    expect(ok).toBe(true);
    expect(calls).toMatchObject([
      { language: 'English', outcome: 'agent-ended', failures: [] },
      { language: 'Hindi', outcome: 'agent-ended', failures: [] },
    ]);
    expect(calls[0].turns).toHaveLength(4);
    expect(calls[0].turns[0]).toMatchObject({ heard: 'Hello, when are you open?', timings: { heard: 250 } });
    expect(err).toContain('A call in English');

    for (const { audio, seconds } of calls) {
      expect(path.dirname(audio)).toBe(path.join(folder.path(), 'new/folder'));
      const { left, right, ...format } = stereo(audio);
      expect(format).toEqual({ channels: 2, rate: 8000, bits: 16 });
      expect(Math.abs(left.length / 8000 - seconds)).toBeLessThan(1);
      expect(levelOf(left)).toBeGreaterThan(100);
      expect(levelOf(right)).toBeGreaterThan(100);
    }
  });
});

describe('on another config', () => {
  it('leaves out the language that no number speaks, and lets the caller hang up where the agent may not', async () => {
    const agents =
      'agents:\n  desk: { language: en-IN, greeting: Hello., prompt: "- We are open until nine.",';
    const numbers = "numbers:\n  '+14155550100': { agent: desk }\n";
    const config = `${agents} stt: openai/a, llm: openai/b, tts: openai/c, voice: coral }\n${numbers}`;
    const { result, out } = await run(folder.write('byon.config.yaml', config), false);
    expect(out).toContain('No number has an agent that speaks Hindi, so that call is left out.');
    expect(out).toMatch(/^caller-hung-up after [\d.]+ s, 4 turns, saved to .*english\.wav$/m);
    expect(result).toBe(0);
  });

  it('ends in 1 when there is no call to take', async () => {
    const { result, out } = await run(folder.write('byon.config.yaml', 'agents: {}\nnumbers: {}\n'), true);
    expect(JSON.parse(out)).toEqual({ ok: false, calls: [] });
    expect(result).toBe(1);
  });
});
