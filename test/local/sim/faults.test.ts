import { ProviderError } from '../../../lambda/core/errors';
import type { ModelPart, Providers } from '../../../lambda/core/ports';
import { wavOfLine } from '../../../lambda/core/speech/wav';
import { VirtualClock } from '../../../local/clock';
import { Faults, withFaults, type Fault } from '../../../local/sim/faults';
import { SimModel } from '../../../local/sim/model';
import { INSTANT } from '../../../local/sim/pace';
import { SimRecogniser } from '../../../local/sim/recogniser';
import { SimVoice } from '../../../local/sim/voice';
import { aModelRequest } from '../../builders/model-request';

const WAV = wavOfLine(new Int16Array(8000));
const LONG = 'one two three four five six seven eight nine ten eleven twelve thirteen fourteen';
const voice = { tts: 'sim/tts', voice: undefined, language: 'en' };

function providersWith(...faults: Fault[]): { providers: Providers; clock: VirtualClock } {
  const clock = new VirtualClock(0);
  const providers = {
    stt: new SimRecogniser(clock, 0),
    llm: new SimModel(clock, INSTANT.model, () => ({ says: LONG })),
    tts: new SimVoice(clock, INSTANT.voice, async () => new Int16Array(8000)),
  };
  return { providers: withFaults(providers, new Faults(faults), clock), clock };
}

const signal = () => new AbortController().signal;
const calls: Record<'stt' | 'llm' | 'tts', (providers: Providers, signal: AbortSignal) => Promise<unknown>> =
  {
    stt: ({ stt }, signal) => stt.transcribe({ wav: WAV, language: 'en', signal }),
    llm: async ({ llm }, signal) => {
      const parts: ModelPart[] = [];
      for await (const part of llm.reply({ ...aModelRequest('Hello'), signal })) parts.push(part);
      return parts;
    },
    tts: ({ tts }, signal) => tts.speak({ text: 'Hello', voice, signal }),
  };

describe.each(['stt', 'llm', 'tts'] as const)('a fault in %s', (place) => {
  it('fails as often as it is told to, and works then', async () => {
    const { providers } = providersWith({ in: place, does: 'fail', times: 2 });
    for (const _ of [1, 2]) {
      await expect(calls[place](providers, signal())).rejects.toThrow(`the ${place} was told to fail`);
    }
    await expect(calls[place](providers, signal())).resolves.toBeDefined();
  });

  it('leaves the other providers alone', async () => {
    const { providers } = providersWith({ in: place, does: 'fail', times: 9 });
    const others = (['stt', 'llm', 'tts'] as const).filter((other) => other !== place);
    for (const other of others) await expect(calls[other](providers, signal())).resolves.toBeDefined();
  });

  it.each(['hang', 'stall'] as const)('%ss until nobody waits any more', async (does) => {
    const { providers, clock } = providersWith({ in: place, does, times: 1 });
    const patience = new AbortController();
    void clock.sleep(15_000).then(() => patience.abort());
    await expect(calls[place](providers, patience.signal)).rejects.toThrow(ProviderError);
    expect(clock.now()).toBe(15_000);
  });
});

it('a model that stalls has said something before', async () => {
  const { providers, clock } = providersWith({ in: 'llm', does: 'stall', times: 1 });
  const patience = new AbortController();
  void clock.sleep(15_000).then(() => patience.abort());
  const said: string[] = [];
  const reply = async () => {
    for await (const part of providers.llm.reply({ ...aModelRequest('Hello'), signal: patience.signal })) {
      if (part.type === 'text') said.push(part.text);
    }
  };
  await expect(reply()).rejects.toThrow(ProviderError);
  expect(said.join('')).toBe('one two three four five six seven eight nine ten eleven twelve');
});

it('faults of one place follow each other in the order in which they are written', () => {
  const faults = new Faults([
    { in: 'llm', does: 'hang', times: 1 },
    { in: 'llm', does: 'fail', times: 1 },
    { in: 'events', does: 'repeat' },
  ]);
  expect([faults.next('llm'), faults.next('llm'), faults.next('llm')]).toEqual(['hang', 'fail', undefined]);
  expect([faults.next('events'), faults.next('events')]).toEqual(['repeat', 'repeat']);
  expect(faults.next('worker')).toBeUndefined();
});
