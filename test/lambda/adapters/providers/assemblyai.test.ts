import { assemblyAi } from '../../../../lambda/adapters/providers/assemblyai';
import { wavOfLine } from '../../../../lambda/core/speech/wav';
import { FakeAssemblyAi } from '../../../fakes/assemblyai';
import { failureOf, HTTP_ERRORS, NEVER, ScriptedKeys } from './faults-contract';
import { sttContract } from './stt-contract';

const goodKey = 'aai-good';

sttContract({
  provider: 'assemblyai',
  build: assemblyAi,
  goodKey,
  open: () => FakeAssemblyAi.open(),
  errors: [
    ...HTTP_ERRORS,
    { fault: { status: 413, code: 'audio_too_large' }, kind: 'refused' },
    {
      fault: { status: 503, code: 'capacity_exceeded', headers: { 'retry-after': '1' } },
      kind: 'unavailable',
    },
    { fault: { status: 504, code: 'inference_timeout' }, kind: 'timeout' },
  ],
  model: 'universal-3-5-pro',
  told: { 'en-IN': 'en', 'hi-IN': 'hi+en' },
  lacking: { language: 'ta-IN', outcome: 'is refused' },
  nonsense: ['no JSON', '{"transcript": "We open"}', '{"text": null}'],
});

describe('the synchronous API of AssemblyAI', () => {
  let fake: FakeAssemblyAi;
  beforeEach(async () => {
    fake = await FakeAssemblyAi.open();
  });
  afterEach(() => fake.close());

  const recognise = (ms: number, model = 'universal-3-5-pro') =>
    assemblyAi({ provider: 'assemblyai', keys: new ScriptedKeys([goodKey]), baseUrl: fake.baseUrl }).stt!(
      model,
    ).transcribe({ wav: wavOfLine(new Int16Array(ms * 8)), language: 'hi-IN', signal: NEVER });

  it('is not asked about what is too short for it and for any word', async () => {
    expect(await recognise(79)).toEqual({ text: '' });
    expect(fake.keysSent).toEqual([]);
    expect(await recognise(80)).toEqual({ text: fake.transcript });
  });

  it('refuses what is longer than two minutes', async () => {
    expect(await failureOf(recognise(120_001))).toMatchObject({ kind: 'refused' });
  });

  it('refuses a model that it does not have', async () => {
    expect(await failureOf(recognise(200, 'best'))).toMatchObject({ kind: 'refused' });
  });
});
