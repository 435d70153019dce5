import { tone, toPcm16, wavFile } from '../../builders/sound';
import { checkMembers, invalid } from './faults';

export interface TranscriptionRequest {
  model: string;
  language?: string;
  file: Uint8Array;
}

/** Reads a multipart upload. Only WAV files are taken. */
export async function parseTranscription(
  body: Buffer,
  contentType: string | undefined,
): Promise<TranscriptionRequest> {
  if (!contentType?.startsWith('multipart/form-data')) throw invalid('expected multipart/form-data');
  const form = await new Response(new Uint8Array(body), {
    headers: { 'content-type': contentType },
  }).formData();
  checkMembers([...form.keys()], ['model', 'file', 'response_format'], ['language', 'temperature']);
  const { model, file, language, response_format: format } = Object.fromEntries(form.entries());
  if (format !== 'json') throw invalid('this fake answers in json only');
  if (typeof language === 'string' && !/^[a-z]{2}$/.test(language)) {
    throw invalid(
      `Invalid language '${language}'. Language parameter must be specified in ISO-639-1 format.`,
    );
  }
  if (typeof file !== 'object' || !file.name.endsWith('.wav')) throw invalid('Invalid file format.');
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (Buffer.from(bytes.subarray(0, 4)).toString() !== 'RIFF') throw invalid('Invalid file format.');
  return { model: model as string, file: bytes, ...(typeof language === 'string' ? { language } : {}) };
}

export interface SpeechRequest {
  model: string;
  input: string;
  voice: string;
  response_format: string;
}

/** The voices of gpt-4o-mini-tts. */
const VOICES = [
  'alloy',
  'ash',
  'ballad',
  'coral',
  'echo',
  'fable',
  'nova',
  'onyx',
  'sage',
  'shimmer',
  'verse',
];

export function parseSpeech(body: Buffer): SpeechRequest {
  const request = JSON.parse(body.toString()) as SpeechRequest;
  checkMembers(
    Object.keys(request),
    ['model', 'input', 'voice', 'response_format'],
    ['speed', 'instructions'],
  );
  if (request.response_format !== 'wav') throw invalid('this fake speaks WAV only');
  if (!VOICES.includes(request.voice)) throw invalid(`Input should be one of ${VOICES.join(', ')}`);
  if (request.input === '') throw invalid('input is too short');
  return request;
}

/** A tone of 10 ms a character, at OpenAI's 24 kHz, with a header from before its length was known. */
export function speechOf(text: string): Uint8Array {
  const pcm = toPcm16(tone(440, 24_000, text.length * 10));
  return wavFile(new Uint8Array(pcm.buffer), { rate: 24_000, bits: 16, claimedLength: 0xffffffff });
}
