import { sarvam } from '../../../../lambda/adapters/providers/sarvam';
import { wavOfLine } from '../../../../lambda/core/speech/wav';
import { tone, toPcm16 } from '../../../builders/sound';
import { audios, FakeSarvam } from '../../../fakes/sarvam';
import { failureOf, HTTP_ERRORS, NEVER, ScriptedKeys, type AnsweredError } from './faults-contract';
import { sttContract } from './stt-contract';
import { ttsContract, wavNonsense, wavShapes, type VoiceUnderTest } from './tts-contract';

const goodKey = 'sk_sarvam_good';
const errors: AnsweredError[] = [
  ...HTTP_ERRORS,
  { fault: { status: 429, code: 'rate_limit_exceeded_error' }, kind: 'rate-limited' },
  { fault: { status: 429, code: 'insufficient_quota_error' }, kind: 'refused' },
  { fault: { status: 422, code: 'unprocessable_entity_error' }, kind: 'refused' },
];
const under = { provider: 'sarvam', build: sarvam, goodKey, open: () => FakeSarvam.open(), errors };

sttContract({
  ...under,
  model: 'saaras:v3',
  told: { 'en-IN': 'en-IN', 'hi-IN': 'hi-IN' },
  lacking: { language: 'de-DE', outcome: 'is found out' },
  nonsense: ['no JSON', '{"text": "We open"}', '{"transcript": null}'],
});

/** Sarvam puts its WAV files into JSON. */
const inJson = (wav: string | Uint8Array) => JSON.stringify(audios(Buffer.from(wav as Uint8Array)));
const shapes: VoiceUnderTest['shapes'] = Object.fromEntries(
  Object.entries(wavShapes).map(([name, bodyOf]) => [name, (pcm: Int16Array) => inJson(bodyOf(pcm))]),
);
const nonsense: VoiceUnderTest['nonsense'] = {
  ...Object.fromEntries(Object.entries(wavNonsense).map(([name, wav]) => [name, inJson(wav)])),
  'no JSON': 'RIFF',
  'no sound': '{"audios": []}',
  'two sounds': '{"audios": ["UklGRg==", "UklGRg=="]}',
  'something that is not base64': '{"audios": ["We open at nine."]}',
};

ttsContract({
  ...under,
  model: 'bulbul:v3',
  voice: 'kavya',
  told: {
    'en-IN': { model: 'bulbul:v3', voice: 'kavya', language: 'en-IN' },
    'hi-IN': { model: 'bulbul:v3', voice: 'kavya', language: 'hi-IN' },
  },
  withoutVoice: 'is spoken',
  unknownVoice: 'anushka',
  shapes,
  nonsense,
});

describe('the languages of Sarvam', () => {
  let fake: FakeSarvam;
  beforeEach(async () => {
    fake = await FakeSarvam.open();
  });
  afterEach(() => fake.close());

  const build = () =>
    sarvam({ provider: 'sarvam', keys: new ScriptedKeys([goodKey]), baseUrl: fake.baseUrl });
  const wav = wavOfLine(toPcm16(tone(300, 8000, 200)));
  const speak = (language: string) =>
    build().tts!('bulbul:v3').speak({
      text: 'ନମସ୍କାର',
      voice: { tts: 'sarvam/bulbul:v3', voice: undefined, language },
      signal: NEVER,
    });

  it.each([
    ['hi', 'hi-IN'],
    ['hi-Latn-IN', 'hi-IN'],
    ['en-US', 'en-IN'],
    ['or-IN', 'od-IN'],
    ['kok-IN', 'kok-IN'],
  ])('hears %s as %s', async (language, told) => {
    await build().stt!('saaras:v3').transcribe({ wav, language, signal: NEVER });
    expect(fake.heard[0]!.language).toBe(told);
  });

  it('speaks Odia under its own code for it', async () => {
    await speak('or-IN');
    expect(fake.spoken[0]).toMatchObject({ language: 'od-IN', voice: undefined });
  });

  it('does not speak a language that it lacks, and says which it has', async () => {
    const error = await failureOf(speak('kok-IN'));
    expect(error).toMatchObject({ kind: 'refused' });
    expect(error.message).toMatch(/^sarvam: it does not speak kok-IN; it speaks bn-IN, en-IN, .*te-IN$/);
    expect(fake.keysSent).toEqual([]);
  });
});
