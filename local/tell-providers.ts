import { splitReference } from '../lambda/core/agents/provider-reference';
import { variableOf } from './env-file';
import type { World } from './world';

const PORTS = { stt: 'speech to text', llm: 'language model', tts: 'text to speech' };

/** Which of an agent's providers are simulated, and how to have the real ones; nothing where all are real. */
export function tellProviders(simulated: World['simulated'], agent: string): string[] {
  const mine = simulated.filter((one) => one.agent === agent);
  if (mine.length === 0) return ['The providers are the real ones.'];
  const ports = mine.map(({ port, reference }) => `${PORTS[port]} (${reference})`).join(', ');
  const variables = [...new Set(mine.map(({ reference }) => variableOf(splitReference(reference).provider)))];
  return [`Simulated: ${ports}.`, `For the real ones put ${variables.join(' and ')} into .env.`];
}
