const VARIABLE = /\{\{\s*([A-Za-z][A-Za-z0-9_]*)\s*\}\}/g;

/** Fills `{{name}}` with its value. A variable without a value becomes nothing; see {@link variablesIn}. */
export function fill(template: string, variables: Readonly<Record<string, string>>): string {
  return template.replace(VARIABLE, (_, name: string) =>
    Object.hasOwn(variables, name) ? variables[name]! : '',
  );
}

/** The names of the variables that a template asks for. */
export function variablesIn(template: string): string[] {
  return [...new Set([...template.matchAll(VARIABLE)].map((match) => match[1]!))];
}

/** Variables that every call has, besides the agent's and the number's own. */
export const CALL_VARIABLES = ['caller', 'number', 'today', 'time'] as const;

/** Variables of a call that we make. On a call that comes in they are empty. */
export const DIAL_VARIABLES = ['purpose', 'callee'] as const;

/** @param at milliseconds since the epoch. @param timeZone IANA name, as in Asia/Kolkata. */
export function callVariables(
  { caller, number }: { caller: string; number: string },
  at: number,
  timeZone: string,
): Record<(typeof CALL_VARIABLES)[number], string> {
  const today = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone }).format(at);
  const time = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone }).format(at);
  return { caller, number, today, time };
}

export function dialVariables(dial: {
  purpose: string;
  callee: string;
}): Record<(typeof DIAL_VARIABLES)[number], string> {
  return { purpose: dial.purpose, callee: dial.callee };
}

/**
 * What the model is told about the line, whatever the agent's own prompt says.
 *
 * @param others languages that the agent can go over to: its voice is of one language at a time.
 */
export function systemPrompt(prompt: string, language: string, others: readonly string[] = []): string {
  const spoken =
    others.length === 0
      ? `Answer in the caller's language; begin in ${language}.`
      : `Speak ${language} and no other language, until you have changed it by the tool (to ${others.join(', ')}).`;
  return [
    prompt.trim(),
    `You are on a telephone call. ${spoken}`,
    'Speak in one to three short sentences without lists, markup or emoji: every word is read aloud.',
    'Write numbers and abbreviations the way they are spoken. Ask one question at a time.',
  ].join('\n\n');
}
