import * as z from 'zod';

/** A provider's model, written `provider/model`, as in `deepgram/nova-3`. The model may hold slashes. */
export const providerReference = z
  .string()
  .regex(/^[a-z][a-z0-9-]*\/\S+$/, 'must be provider/model, as in openai/gpt-4.1-mini')
  .describe('provider/model, as in openai/gpt-4.1-mini');
export type ProviderReference = z.infer<typeof providerReference>;

/** @returns the two halves of a reference. */
export function splitReference(reference: ProviderReference): { provider: string; model: string } {
  const slash = reference.indexOf('/');
  return { provider: reference.slice(0, slash), model: reference.slice(slash + 1) };
}

/** The providers that this version can call, and for what. */
export const PROVIDERS = {
  anthropic: ['llm'],
  assemblyai: ['stt'],
  bedrock: ['llm'],
  cartesia: ['tts'],
  deepgram: ['stt', 'tts'],
  elevenlabs: ['stt', 'tts'],
  google: ['llm'],
  groq: ['stt', 'llm'],
  openai: ['stt', 'llm', 'tts'],
  'openai-compatible': ['stt', 'llm', 'tts'],
  polly: ['tts'],
  sarvam: ['stt', 'tts'],
  sim: ['stt', 'llm', 'tts'],
  transcribe: ['stt'],
} as const satisfies Record<string, readonly Port[]>;
export type Port = 'stt' | 'llm' | 'tts';

/** Services of AWS: the permission of the function that asks them takes the place of a key. */
export const AWS_PROVIDERS = ['bedrock', 'polly', 'transcribe'] as const;
export type AwsProvider = (typeof AWS_PROVIDERS)[number];

export function isAwsProvider(provider: string): provider is AwsProvider {
  return (AWS_PROVIDERS as readonly string[]).includes(provider);
}

/** @returns what is wrong with using this reference for this port, or undefined. */
export function faultOfReference(reference: ProviderReference, port: Port): string | undefined {
  const { provider } = splitReference(reference);
  const able = Object.entries(PROVIDERS).filter(([, ports]) => (ports as readonly Port[]).includes(port));
  if (able.some(([name]) => name === provider)) return undefined;
  return `${provider} cannot do ${port}; use one of ${able.map(([name]) => name).join(', ')}`;
}
