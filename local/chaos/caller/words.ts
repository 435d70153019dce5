import type { ScriptLine } from '../../sim/think';

/** An agent that transfers without a word to the human leaves the summary away. */
const TO_A_HUMAN = { tool: 'transfer_call', args: { summary: 'The caller wants to talk to a person.' } };

/** What callers say, and what the model answers to it. The first line whose words are heard is taken. */
export const SCRIPT: readonly ScriptLine[] = [
  {
    hears: 'saturday',
    says: 'Yes, we are open on Saturday. The doctors see patients from nine until one. Shall I book a time?',
  },
  { hears: 'शनिवार', says: 'जी हाँ, शनिवार को खुला है। समय नौ से एक बजे तक है। क्या मैं समय बुक करूँ?' },
  { hears: 'where', says: 'We are next to the station.' },
  {
    hears: 'book',
    says: 'Let me book that for you.',
    calls: { tool: 'book_appointment', args: { day: 'Monday' } },
  },
  { hears: '{{digits.card}}', says: '', calls: { tool: 'pay', args: { card: '{{digits.card}}' } } },
  { hears: 'keyed nothing', says: 'Never mind, you can pay at the counter.' },
  { hears: 'appointment', says: '', calls: { tool: 'book_appointment', args: { day: 'Monday' } } },
  { hears: 'person', says: 'I will connect you.', calls: TO_A_HUMAN },
  { hears: 'operator', says: '', calls: TO_A_HUMAN },
  { hears: 'goodbye', says: 'Goodbye, and thank you for calling.', calls: { tool: 'end_call' } },
  { hears: 'बाय', says: '', calls: { tool: 'end_call' } },
  { hears: 'card', says: 'Please key in the number of your card.', calls: { tool: 'collect_card' } },
  { hears: 'in hindi', says: '', calls: { tool: 'switch_language', args: { language: 'hi-IN' } } },
  { hears: 'अंग्रेज़ी', says: '', calls: { tool: 'switch_language', args: { language: 'en-IN' } } },
  { hears: 'keyed', says: 'Thank you for the number.' },
  { hears: 'long', says: 'That is a long story. '.repeat(9) },
];

/** What the tool of the script leads to, when the model is told its result. */
export const AFTER_TOOL = 'It is done. You are booked for ten on Monday.';

/** Said without meaning. */
export const MUMBLE = 'Hmm, well, let me see.';

/** Sentences of callers that are whole, by what they want. */
export const SAID = {
  question: ['Are you open on Saturday?', 'क्या आप शनिवार को खुले हैं?', 'Where are you, please?'],
  long: ['Tell me the long story of the clinic, please.'],
  booking: ['Please book me a slot on Monday.', 'I need an appointment.'],
  human: ['I want to talk to a person.', 'Give me the operator.'],
  goodbye: ['Thank you, goodbye.', 'ठीक है, बाय।'],
  half: [
    'I would like to know whether you',
    'My number is nine eight one',
    'मेरा नंबर है',
    'I want to come and',
  ],
  noise: ['Uh', 'Hmm'],
  paying: ['I want to pay by card.', 'Can I pay by card?'],
  otherLanguage: ['Can we speak in Hindi, please?', 'क्या हम अंग्रेज़ी में बात कर सकते हैं?'],
  yes: ['Yes, please.', 'जी हाँ।'],
  no: ['No, thank you.', 'नहीं।'],
  mailbox: [
    'Hello, you have reached the mailbox of Ravi Kumar. Please leave a message after the tone, and I will call you ' +
      'back as soon as I can.',
  ],
} as const satisfies Record<string, readonly string[]>;
