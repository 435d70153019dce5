import type { KeyRing } from '../../../../lambda/core/ports';
import { wavOfLine } from '../../../../lambda/core/speech/wav';
import { tone, toPcm16 } from '../../../builders/sound';
import type { FakeRecogniser } from '../../../fakes/voices';
import { failureOf, faultsContract, NEVER, ScriptedKeys, type ProviderUnderTest } from './faults-contract';

const PCM = toPcm16(tone(300, 8000, 200));
const RECORDING = wavOfLine(PCM);

/** A recogniser: what it is told, and what it can answer. */
export interface RecogniserUnderTest extends ProviderUnderTest<FakeRecogniser> {
  /** The languages as the provider is told them; undefined: it is told none and finds out. */
  told: { 'en-IN': string | undefined; 'hi-IN': string | undefined };
  /** A language that the provider lacks, as an agent names it, and what comes of it. */
  lacking: { language: string; outcome: 'is found out' | 'is refused' };
  /** Answers of status 200 that are not what the API promises: no JSON, or JSON without the text. */
  nonsense: readonly string[];
}

/** What every recogniser does. */
export function sttContract(under: RecogniserUnderTest): void {
  const { provider, build, model, goodKey, open, told, lacking, nonsense } = under;
  let fake: FakeRecogniser;
  let baseUrl: string;
  beforeEach(async () => {
    fake = await open();
    baseUrl = fake.baseUrl;
  });
  afterEach(() => fake.close());

  const recognise = (language: string, keys: KeyRing = new ScriptedKeys([goodKey]), signal = NEVER) =>
    build({ provider, keys, baseUrl }).stt!(model).transcribe({
      wav: RECORDING,
      language,
      signal,
    });

  describe(`${provider} as a recogniser`, () => {
    it.each(['en-IN', 'hi-IN'] as const)('is told the recording and that it is %s', async (language) => {
      await recognise(language);
      expect(fake.heard).toHaveLength(1);
      const [{ pcm, ...rest }] = fake.heard as [(typeof fake.heard)[number]];
      expect(rest).toEqual({ model, language: told[language] });
      expect(pcm.equals(Buffer.from(PCM.buffer))).toBe(true);
    });

    it('hears Hindi, and leaves out the space around it', async () => {
      fake.transcript = '  आपका समय क्या है? ';
      expect(await recognise('hi-IN')).toEqual({ text: 'आपका समय क्या है?' });
    });

    it.each(['', ' \n'])('may hear nothing (%j)', async (transcript) => {
      fake.transcript = transcript;
      expect(await recognise('en-IN')).toEqual({ text: '' });
    });

    it(`lacks ${lacking.language}, which ${lacking.outcome}`, async () => {
      if (lacking.outcome === 'is refused') {
        expect(await failureOf(recognise(lacking.language))).toMatchObject({ provider, kind: 'refused' });
      } else {
        expect(await recognise(lacking.language)).toEqual({ text: fake.transcript });
        expect(fake.heard[0]!.language).toBeUndefined();
      }
    });

    it('is asked again and again by the same adapter', async () => {
      const stt = build({ provider, keys: new ScriptedKeys([goodKey]), baseUrl }).stt!(model);
      const ask = () => stt.transcribe({ wav: RECORDING, language: 'en-IN', signal: NEVER });
      const answers = await Promise.all([ask(), ask()]);
      expect(answers).toEqual([{ text: fake.transcript }, { text: fake.transcript }]);
    });

    it.each(nonsense)('fails when the provider answers %s', async (body) => {
      fake.faults.push({ body });
      expect(await failureOf(recognise('en-IN'))).toMatchObject({ provider, kind: 'nonsense' });
    });

    const work = (keys: KeyRing, signal: AbortSignal) => recognise('en-IN', keys, signal);
    faultsContract(under, () => fake, work, 'RIFF');
  });
}
