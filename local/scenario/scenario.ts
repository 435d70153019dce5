import * as z from 'zod';
import { dialOrder, dialRecord } from '../../lambda/core/calls/dial';
import { action } from '../../lambda/call/chime/actions';
import { callRecording, outcome } from '../../lambda/core/calls/records';
import { e164 } from '../../lambda/core/numbers/e164';
import { callerStep } from '../caller/step';
import { fault } from '../sim/faults';
import { toolScript } from '../tools/script';

const ACTIONS = action.options.map(({ shape }) => shape.Type.value);
const seconds = z.number().min(0).max(3600);

export const expectations = z
  .strictObject({
    outcome: outcome.optional(),
    recording: callRecording.optional(),
    agentSays: z.array(z.string()).default([]).describe('Texts that the agent says, in this order.'),
    agentNeverSays: z.array(z.string()).default([]),
    humanHears: z
      .array(z.string())
      .default([])
      .describe('Texts that the far end of a transfer hears, and the caller does not.'),
    heard: z.array(z.string()).default([]).describe('What the agent understood, in this order.'),
    actions: z
      .array(z.enum(ACTIONS))
      .default([])
      .describe('Actions that the media plane carries out, in this order.'),
    turns: z.int().min(0).optional(),
    firstAudioWithinSeconds: seconds
      .optional()
      .describe('From the end of what the caller says to the next sound.'),
    silenceAtMostSeconds: seconds.optional().describe('The longest time that both sides are silent.'),
    lastsAtMostSeconds: seconds.optional(),
    event: z
      .record(z.string(), z.unknown())
      .optional()
      .describe(
        'What the event of the end of the call holds, among other things; null: it does not have it.',
      ),
    webhook: z
      .array(z.enum(['taken', 'failed']))
      .optional()
      .describe("What came of each request to the agent's webhook, in their order."),
  })
  .describe('What has to hold. Texts are found anywhere in what is said, in any case.');
export type Expectations = z.infer<typeof expectations>;

/** A call, written down: what the caller does, what goes wrong, and what has to hold. */
export const scenario = z
  .strictObject({
    name: z.string().min(1),
    config: z.string().optional().describe('Another byon.config.yaml, from the scenario file.'),
    number: z.string().optional().describe('The number that is called. Standard: the first of the config.'),
    dialled: z
      .string()
      .optional()
      .describe('What the To of the call says, where the carrier hides the number.'),
    caller: z.union([e164, z.literal('anonymous')]).default('+14155550123'),
    headers: z.record(z.string(), z.string()).default({}).describe('SIP headers of the call.'),
    bridged: z
      .enum(['genuine', 'forged'])
      .optional()
      .describe("The call comes through the bridge of the number's carrier, or of somebody who would be it."),
    outbound: dialOrder
      .pick({ purpose: true, agent: true, variables: true })
      .extend({ answeredBy: dialRecord.shape.answeredBy })
      .optional()
      .describe('The call is one that we make through the bridge, and the caller is who answers it.'),
    agent: z.record(z.string(), z.unknown()).default({}).describe('Changes to the agent that answers.'),
    suspended: z.boolean().default(false).describe('The number is suspended.'),
    model: z
      .array(
        z.strictObject({
          hears: z.string().min(1),
          says: z.string(),
          calls: z
            .strictObject({ tool: z.string(), args: z.record(z.string(), z.unknown()).optional() })
            .optional(),
          then: z
            .string()
            .optional()
            .describe('What it says when it knows what came of the tool, which {result} stands for.'),
        }),
      )
      .default([])
      .describe('What the simulated model answers, by a word of what it hears.'),
    tools: toolScript.default({}).describe('What tools do, by the names that the model calls them.'),
    words: z.boolean().default(false).describe('Speech with words, by eSpeak NG, in place of a murmur.'),
    human: z.enum(['answers', 'busy', 'no-answer']).default('answers').describe('The far end of a transfer.'),
    faults: z.array(fault).default([]),
    steps: z.array(callerStep),
    expect: expectations,
  })
  .describe('A call.');
export type Scenario = z.infer<typeof scenario>;
