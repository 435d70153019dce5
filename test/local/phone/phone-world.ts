import type * as z from 'zod';
import type { agent } from '../../../lambda/core/agents/agent';
import { endpointSettings } from '../../../lambda/core/endpoint/settings';
import { numberRecord } from '../../../lambda/core/numbers/number';
import type { LocalClock } from '../../../local/clock';
import { INSTANT } from '../../../local/sim/pace';
import { openWorld, type World, type WorldOptions } from '../../../local/world';
import { anAgent } from '../../builders/agent';

export const NUMBER = '+14155550100';
export const SUSPENDED = '+14155550101';
export const UNKNOWN = '+14155550142';

/** A world whose agent is quick: short sentences, providers that take no time, speech that is a murmur. */
export function openPhoneWorld(
  clock: LocalClock,
  changes: Partial<z.input<typeof agent>> = {},
  options: Partial<WorldOptions> = {},
): Promise<World> {
  const reception = anAgent({
    greeting: 'Clinic, hello.',
    prompt: 'You answer a telephone.\n- We are open until nine.\n',
    tools: [{ type: 'end-call' }],
    ...changes,
  });
  return openWorld({
    config: {
      agents: [reception],
      knowledge: {},
      numbers: [
        numberRecord.parse({ number: NUMBER, agent: 'reception' }),
        numberRecord.parse({ number: SUSPENDED, agent: 'reception', status: 'suspended' }),
      ],
      carriers: {},
      providers: {},
      endpoint: endpointSettings.parse({}),
      retention: { callDays: 1, audioDays: 1 },
      warnings: [],
    },
    clock,
    pace: INSTANT,
    words: false,
    script: [
      { hears: 'open', says: 'Until nine.' },
      { hears: 'goodbye', says: 'Goodbye.', calls: { tool: 'end_call' } },
    ],
    ...options,
  });
}
