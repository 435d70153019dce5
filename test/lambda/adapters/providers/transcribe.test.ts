import { LanguageCode } from '@aws-sdk/client-transcribe-streaming';
import { transcribe } from '../../../../lambda/adapters/providers/transcribe';
import { wavOfLine } from '../../../../lambda/core/speech/wav';
import { tone, toPcm16 } from '../../../builders/sound';
import { FakeTranscribe } from '../../../fakes/transcribe';
import { useFakeCredentials } from './aws';
import { failureOf, NEVER, ScriptedKeys } from './faults-contract';
import { sttContract } from './stt-contract';

useFakeCredentials();

sttContract({
  provider: 'transcribe',
  build: transcribe,
  model: 'standard',
  goodKey: undefined,
  open: () => FakeTranscribe.open(),
  errors: [
    { fault: { status: 429, code: 'LimitExceededException' }, kind: 'rate-limited' },
    { fault: { status: 400, code: 'ThrottlingException' }, kind: 'rate-limited' },
    { fault: { status: 400, code: 'BadRequestException' }, kind: 'refused' },
    { fault: { status: 409, code: 'ConflictException' }, kind: 'refused' },
    { fault: { status: 403, code: 'AccessDeniedException' }, kind: 'unauthorised' },
    { fault: { status: 403, code: 'UnrecognizedClientException' }, kind: 'unauthorised' },
    { fault: { status: 500, code: 'InternalFailureException' }, kind: 'unavailable' },
    { fault: { status: 503, code: 'ServiceUnavailableException' }, kind: 'unavailable' },
    { fault: { status: 504, code: 'GatewayTimeout' }, kind: 'timeout' },
  ],
  told: { 'en-IN': 'en-IN', 'hi-IN': 'hi-IN' },
  lacking: { language: 'kok-IN', outcome: 'is found out' },
  // It begins with its length, as a message does.
  nonsense: ['\0\0\0\u0010no event stream'],
});

describe('Amazon Transcribe', () => {
  let fake: FakeTranscribe;
  beforeEach(async () => {
    fake = await FakeTranscribe.open();
  });
  afterEach(() => fake.close());

  const recognise = (language = 'en-IN', ms = 200) =>
    transcribe({ provider: 'transcribe', keys: new ScriptedKeys([undefined]), baseUrl: fake.baseUrl }).stt!(
      'standard',
    ).transcribe({ wav: wavOfLine(toPcm16(tone(300, 8000, ms))), language, signal: NEVER });

  it('joins the final results, and leaves out what was only guessed', async () => {
    fake.transcript = 'मुझे समय चाहिए। When do you open? Thank you.';
    expect(await recognise('hi-IN')).toEqual({ text: fake.transcript });
  });

  it('is sent a long recording whole', async () => {
    await recognise('en-IN', 29_950);
    expect(fake.heard[0]!.pcm).toHaveLength(29_950 * 16);
  });

  it.each([
    ['hi', 'hi-IN'],
    ['hi-Latn-IN', 'hi-IN'],
    ['en', 'en-US'],
  ])('is told %s as %s', async (language, told) => {
    await recognise(language);
    expect(fake.heard[0]!.language).toBe(told);
  });

  it.each([
    ['LimitExceededException', 'rate-limited'],
    ['BadRequestException', 'refused'],
    ['InternalFailureException', 'unavailable'],
    ['ServiceUnavailableException', 'unavailable'],
  ])('fails with %s in the midst of the results', async (name, kind) => {
    fake.exception = name;
    const error = await failureOf(recognise());
    expect(error).toMatchObject({ kind });
    expect(error.message).not.toContain('RIFF');
  });

  it('fails when the stream ends before the last result is final', async () => {
    fake.endsEarly = true;
    expect(await failureOf(recognise())).toMatchObject({ kind: 'unavailable' });
  });

  it('names the permission that the role lacks', async () => {
    fake.faults.push({ status: 403, code: 'AccessDeniedException' });
    const error = await failureOf(recognise());
    expect(error.message).toBe(
      "transcribe: the role may not do transcribe:StartStreamTranscription; allow it in the role's policy",
    );
  });

  it('leaves no connection behind', async () => {
    await recognise();
    while (fake.connections > 0) await new Promise((resolve) => setImmediate(resolve));
  });

  it('knows the languages of India that the service has', () => {
    expect(Object.values(LanguageCode)).toEqual(
      expect.arrayContaining([
        'hi-IN',
        'en-IN',
        'ta-IN',
        'te-IN',
        'bn-IN',
        'mr-IN',
        'gu-IN',
        'kn-IN',
        'ml-IN',
      ]),
    );
  });
});
