import { agentRecord } from '../../lambda/adapters/agent-record';
import { agentSettings, type Agent } from '../../lambda/core/agents/agent';
import type { Random } from './random';

export const NUMBER = '+14155550100';
export const CALLER = '+14155550123';
const HUMAN = '+14155550144';
/** So many that they cannot stand in a record by chance, as those of a time of day can. */
export const CARD_DIGITS = 14;

const SPARES = {
  stt: ['spare/stt'],
  llm: ['spare/llm'],
  tts: ['spare/tts'],
  afterSeconds: { stt: 2, llm: 1.5, tts: 2 },
};

const BOOKING = {
  type: 'http',
  name: 'book_appointment',
  description: 'Books an appointment.',
  url: 'https://api.example.com/appointments',
  secret: 'byon/tools/clinic',
  parameters: { type: 'object', properties: { day: { type: 'string' } }, required: ['day'] },
  timeoutSeconds: 8,
};

const PAYMENT = {
  type: 'http',
  name: 'pay',
  description: 'Takes a payment.',
  url: 'https://api.example.com/payments',
  secret: 'byon/tools/clinic',
  parameters: { type: 'object', properties: { card: { type: 'string' } }, required: ['card'] },
  timeoutSeconds: 8,
};

const CARD = {
  type: 'collect-digits',
  name: 'card',
  description: 'the number of the card',
  length: { min: CARD_DIGITS, max: CARD_DIGITS },
};

const toolsOf = (warm: boolean) => [
  { type: 'end-call' },
  { type: 'transfer', to: HUMAN, when: 'The caller wants a person.', warm },
  BOOKING,
  CARD,
  PAYMENT,
];

const ENGLISH = { language: 'en-IN', greeting: 'Asha Clinic, how can I help you?' };
const HINDI = { language: 'hi-IN', greeting: 'नमस्ते, आशा क्लिनिक। मैं आपकी क्या मदद करूँ?' };

/** How agents differ. One of each list is drawn for a call; a row more is one thing more that may be. */
const VARIANTS: readonly (readonly object[])[] = [
  [
    ENGLISH,
    HINDI,
    { ...ENGLISH, languages: [{ language: 'hi-IN' }] },
    { ...HINDI, languages: [{ language: 'en-IN' }] },
  ],
  [{ tools: toolsOf(false) }, { tools: toolsOf(true) }],
  [{}, {}, {}, { recording: { mode: 'notice' } }, { recording: { mode: 'consent' } }],
  [{}, {}, { afterCall: { summary: true, transcript: true } }],
  [{}, { voicemail: { say: 'Asha Clinic here. Please call us back.' } }],
  [{}, { fallbacks: SPARES }],
  [{}, { fallback: { transfer: HUMAN } }],
  [{}, {}, {}, { limits: { callSeconds: 45 } }],
  [{}, {}, { limits: { replySeconds: 8 } }],
  [{}, {}, { listening: { silenceSeconds: 2, repromptAfterSeconds: 4, reprompts: 1 } }],
];

const BASE = {
  prompt: 'You are the receptionist of a clinic.',
  stt: 'sim/stt',
  llm: 'sim/llm',
  tts: 'sim/tts',
};

const made = new Map<string, Agent>();

/** @returns the agent of a call. Each is made once a process. */
export function drawAgent(random: Random): Agent {
  const settings = { ...BASE };
  for (const variants of VARIANTS) Object.assign(settings, random.pick(variants));
  const wanted = JSON.stringify(settings);
  const agent = made.get(wanted) ?? agentRecord('reception', agentSettings.parse(settings));
  made.set(wanted, agent);
  return agent;
}
