import { Engine, LanguageCode, VoiceId } from '@aws-sdk/client-polly';
import { polly } from '../../../../lambda/adapters/providers/polly';
import { bilingual, voices } from '../../../../lambda/adapters/providers/polly-voices.json';
import { FakePolly } from '../../../fakes/polly';
import { useFakeCredentials } from './aws';
import { failureOf, NEVER, ScriptedKeys, type AnsweredError } from './faults-contract';
import { rawShapes, ttsContract } from './tts-contract';

useFakeCredentials();

const answered = (status: number, name: string, kind: AnsweredError['kind']): AnsweredError => ({
  fault: { status, code: name, headers: { 'x-amzn-errortype': `${name}:http://internal.amazon.com/` } },
  kind,
});

ttsContract({
  provider: 'polly',
  build: polly,
  model: 'neural',
  goodKey: undefined,
  open: () => FakePolly.open(),
  errors: [
    answered(400, 'ThrottlingException', 'rate-limited'),
    answered(429, 'TooManyRequestsException', 'rate-limited'),
    answered(402, 'ServiceQuotaExceededException', 'rate-limited'),
    answered(400, 'TextLengthExceededException', 'refused'),
    answered(400, 'EngineNotSupportedException', 'refused'),
    answered(403, 'AccessDeniedException', 'unauthorised'),
    answered(403, 'UnrecognizedClientException', 'unauthorised'),
    answered(400, 'ExpiredTokenException', 'unauthorised'),
    answered(500, 'ServiceFailureException', 'unavailable'),
    answered(503, 'ServiceUnavailable', 'unavailable'),
    answered(408, 'RequestTimeoutException', 'timeout'),
    answered(504, 'GatewayTimeout', 'timeout'),
  ],
  voice: 'Kajal',
  told: {
    'en-IN': { model: 'neural', voice: 'Kajal', language: 'en-IN' },
    'hi-IN': { model: 'neural', voice: 'Kajal', language: 'hi-IN' },
  },
  withoutVoice: 'is spoken',
  unknownVoice: 'Nobody',
  shapes: rawShapes,
  nonsense: {},
});

describe('Amazon Polly', () => {
  let fake: FakePolly;
  beforeEach(async () => {
    fake = await FakePolly.open();
  });
  afterEach(() => fake.close());

  const speak = (language: string, voice?: string, engine: string = Engine.NEURAL) =>
    polly({ provider: 'polly', keys: new ScriptedKeys([undefined]), baseUrl: fake.baseUrl }).tts!(
      engine,
    ).speak({ text: 'Namaste.', voice: { tts: `polly/${engine}`, voice, language }, signal: NEVER });

  it.each([
    ['en-IN', 'Kajal', 'en-IN'],
    ['hi', 'Kajal', 'hi-IN'],
    ['hi-Latn-IN', 'Kajal', 'hi-IN'],
    ['en', 'Joanna', undefined],
  ])('speaks %s with %s where the agent names no voice', async (language, voice, told) => {
    await speak(language);
    expect(fake.spoken[0]).toMatchObject({ voice, language: told });
  });

  it('tells a voice of one language none, so that an agent may have any voice', async () => {
    await speak('en-IN', 'Joanna');
    expect(fake.spoken[0]).toMatchObject({ voice: 'Joanna', language: undefined });
  });

  it('takes the engine from the model', async () => {
    await speak('hi-IN', undefined, Engine.GENERATIVE);
    expect(fake.spoken[0]).toMatchObject({ model: 'generative' });
  });

  it('asks for a voice for a language that it has no standard voice for', async () => {
    const error = await failureOf(speak('ta-IN'));
    expect(error).toMatchObject({ kind: 'refused' });
    expect(error.message).toContain("it has no standard voice for ta-IN; name one as the agent's voice");
    expect(fake.keysSent).toEqual([]);
  });

  it('names the permission that the role lacks', async () => {
    fake.faults.push({ status: 403, code: 'AccessDeniedException' });
    const error = await failureOf(speak('en-IN'));
    expect(error.message).toBe(
      "polly: the role may not do polly:SynthesizeSpeech; allow it in the role's policy",
    );
  });

  it('has standard voices that the service knows, of languages that it knows', () => {
    const names = Object.values(VoiceId);
    expect(
      [...bilingual, ...voices.map(({ voice }) => voice)].filter(
        (voice) => !names.includes(voice as VoiceId),
      ),
    ).toEqual([]);
    const codes: string[] = Object.values(LanguageCode);
    const other = voices.map(({ language }) => language).filter((language) => !codes.includes(language));
    // Polly calls these two cmn-CN and yue-CN; their voices are not told a language.
    expect(other).toEqual(['zh-CN', 'zh-HK']);
  });
});
