import { answer as answerSchema, type Answer } from '../../lambda/call/chime/actions';

/** What a SIP media application would say of an answer: the actions to take, or what is wrong. */
export function checkAnswer(value: unknown): { answer: Answer } | { faults: string[] } {
  const parsed = answerSchema.safeParse(value);
  if (parsed.success) return { answer: parsed.data };
  return {
    faults: parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'the answer'}: ${message}`),
  };
}
