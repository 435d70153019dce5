import * as z from 'zod';
import { agentSettings } from './agents/agent';
import { identifier } from './agents/identifier';
import { knowledgeFiles } from './agents/knowledge';
import { carrierSettings } from './carriers/settings';
import { endpointSettings } from './endpoint/settings';
import { e164 } from './numbers/e164';
import { numberSettings } from './numbers/number';
import { outboundSettings } from './outbound/settings';
import { secretName } from './secret-name';

/** Where a provider is and where its key lies. Keys themselves never stand in a config. */
export const providerSettings = z
  .strictObject({
    secret: secretName
      .optional()
      .describe('Name of an existing secret that holds the key. Standard: the stack makes one.'),
    baseUrl: z
      .url({ protocol: /^https?$/ })
      .optional()
      .describe('Address of an OpenAI-compatible server.'),
    key: z.boolean().default(true).describe('false: this server wants no key.'),
  })
  .describe('A speech or language provider.');
export type ProviderSettings = z.infer<typeof providerSettings>;

/** `prompt: { file: agents/reception.md }` reads the prompt from a file beside the config. */
const promptSource = z.union([
  agentSettings.shape.prompt,
  z.strictObject({ file: z.string().min(1).describe('Path of the prompt, from the config file.') }),
]);

/** `byon.config.yaml`: the agents, their numbers, their carriers, their providers and the endpoint that carriers call. */
export const configFile = z
  .strictObject({
    agents: z
      .record(
        identifier,
        agentSettings.extend({ prompt: promptSource, knowledge: knowledgeFiles.optional() }),
      )
      .describe('Agents by their id.'),
    numbers: z.record(e164, numberSettings).describe('Numbers in E.164, each with its agent.'),
    providers: z
      .record(identifier, providerSettings)
      .default({})
      .describe('Settings of the providers that the agents name.'),
    carriers: z
      .record(identifier, carrierSettings)
      .default({})
      .describe('The carriers that have the numbers, by names of your own.'),
    endpoint: endpointSettings.prefault({}),
    outbound: outboundSettings.optional(),
    scrubFeed: z
      .boolean()
      .default(false)
      .describe('Whether there is a bucket that takes files with the results of scrubs.'),
    registryApi: z
      .boolean()
      .default(false)
      .describe(
        'Whether numbers, agents, consents and opt-outs have an HTTP API, for who has the IAM permission.',
      ),
    retention: z
      .strictObject({
        callDays: z
          .int()
          .min(1)
          .max(3650)
          .default(90)
          .describe('Days that call records and transcripts are kept.'),
        audioDays: z.int().min(1).max(3650).default(7).describe('Days that recordings and replies are kept.'),
      })
      .prefault({})
      .describe('How long the traces of a call are kept.'),
  })
  .describe('Agents, numbers, carriers, providers and endpoint of a BYON stack.');
export type ConfigFile = z.infer<typeof configFile>;
