import { agentSettings } from '../lambda/core/agents/agent';
import { endpointSettings } from '../lambda/core/endpoint/settings';
import { numberRecord } from '../lambda/core/numbers/number';
import { agentRecord } from '../lambda/adapters/agent-record';
import type { Config } from '../lib/config';
import type { ScriptLine } from '../local/sim/think';

export const NUMBER = '+14155550100';
export const CALLER = '+14155550123';

export const QUESTION = 'Hello, are you open on Saturday?';
const BEHIND =
  'The doctors see patients from nine in the morning until one in the ' +
  'afternoon. Would you like to book a time with Doctor Rao or with Doctor Iyer?';
/** Three sentences, as an agent on the telephone answers: the answer, what belongs to it, a question back. */
export const REPLY = `Yes, we are open on Saturday. ${BEHIND}`;

/** The same, beginning with no word that lies ready. */
export const PLAIN_QUESTION = 'When do you close?';
export const PLAIN_REPLY = `We close at six on Saturdays. ${BEHIND}`;

/** The same, beginning with a long sentence. */
export const LONG_QUESTION = 'And when do the doctors see patients?';
export const LONG_REPLY =
  'On Saturday our doctors see patients in the morning, from nine until one, and on all other days from nine ' +
  'in the morning until seven. You may come without an appointment. Shall I book a time for you all the same?';

export const SCRIPT: readonly ScriptLine[] = [
  { hears: 'saturday', says: REPLY },
  { hears: 'close', says: PLAIN_REPLY },
  { hears: 'patients', says: LONG_REPLY },
  { hears: 'goodbye', says: 'Goodbye, and thank you.', calls: { tool: 'end_call' } },
];

const reception = agentRecord(
  'reception',
  agentSettings.parse({
    language: 'en-IN',
    greeting: 'Asha Clinic, how can I help you?',
    prompt: 'You are the receptionist of a clinic.',
    stt: 'sim/stt',
    llm: 'sim/llm',
    tts: 'sim/tts',
    tools: [{ type: 'end-call' }],
  }),
);

/** One agent behind one number, with simulated providers. */
export const CLINIC: Config = {
  agents: [reception],
  knowledge: {},
  numbers: [numberRecord.parse({ number: NUMBER, agent: reception.id })],
  carriers: {},
  providers: {},
  endpoint: endpointSettings.parse({}),
  retention: { callDays: 1, audioDays: 1 },
  warnings: [],
};
