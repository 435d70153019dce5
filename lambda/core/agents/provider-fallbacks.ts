import * as z from 'zod';
import type { FurtherLanguage } from './languages';
import { providerReference, type Port, type ProviderReference } from './provider-reference';

const seconds = (standard: number) => z.number().min(0.5).max(10).default(standard);

/** Who speaks when the agent's own voice cannot. */
const spareVoice = z.union([
  providerReference,
  z.strictObject({
    use: providerReference,
    voice: z.string().min(1).describe("The provider's name of the voice."),
  }),
]);

/** Which providers are asked when the agent's own fail, and when they count as failed. */
export const providerFallbacks = z
  .strictObject({
    stt: z.array(providerReference).max(3).default([]).describe('Speech to text, in the order of asking.'),
    llm: z.array(providerReference).max(3).default([]).describe('Language models, in the order of asking.'),
    tts: z
      .array(spareVoice)
      .max(3)
      .default([])
      .describe('Voices, in the order of asking: provider/model, or use and voice.'),
    afterSeconds: z
      .strictObject({
        stt: seconds(4).describe('Wait for what the caller said.'),
        llm: seconds(3).describe(
          'Wait for the first words of a reply. Its first sentence may take twice as long.',
        ),
        tts: seconds(4).describe('Wait for one spoken sentence.'),
      })
      .prefault({})
      .describe('Waits after which a provider counts as failed, where another is named for it.'),
  })
  .describe('Providers that are asked when those of the agent fail.');
export type ProviderFallbacks = z.infer<typeof providerFallbacks>;

/** A provider that an agent names: for what, and where in its definition. */
export interface NamedProvider {
  port: Port;
  reference: ProviderReference;
  path: (string | number)[];
}

/** The providers of an agent and, behind each, those that are asked when it fails; then those of its further languages and the faster model. */
export function providersNamedBy(agent: {
  stt?: ProviderReference | undefined;
  llm?: ProviderReference | undefined;
  tts?: ProviderReference | undefined;
  fallbacks?: Partial<ProviderFallbacks> | undefined;
  hasteLlm?: ProviderReference | undefined;
  languages?: readonly Pick<FurtherLanguage, 'stt' | 'tts'>[] | undefined;
}): NamedProvider[] {
  const named = (['stt', 'llm', 'tts'] as const).flatMap((port): NamedProvider[] => {
    const own = agent[port];
    const spares = (agent.fallbacks?.[port] ?? []).map((spare, i) => ({
      port,
      reference: typeof spare === 'string' ? spare : spare.use,
      path: ['fallbacks', port, i],
    }));
    return [...(own === undefined ? [] : [{ port, reference: own, path: [port] }]), ...spares];
  });
  const { hasteLlm, languages = [] } = agent;
  const ofLanguages = languages.flatMap((further, i) =>
    (['stt', 'tts'] as const).flatMap((port): NamedProvider[] => {
      const reference = further[port];
      return reference === undefined ? [] : [{ port, reference, path: ['languages', i, port] }];
    }),
  );
  return [
    ...named,
    ...ofLanguages,
    ...(hasteLlm === undefined ? [] : [{ port: 'llm' as const, reference: hasteLlm, path: ['hasteLlm'] }]),
  ];
}
