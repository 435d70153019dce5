import type * as z from 'zod';
import { agent, agentSettings, type Agent, type AgentSettings } from '../../lambda/core/agents/agent';

/** An agent's settings as its owner writes them: only what has to be there. */
export function agentInput(
  changes: Partial<z.input<typeof agentSettings>> = {},
): z.input<typeof agentSettings> {
  return {
    language: 'en-IN',
    greeting: 'Namaste, this is the reception. How can I help you?',
    prompt: 'You are the reception of a clinic.',
    stt: 'sim/ear',
    llm: 'sim/mind',
    tts: 'sim/voice',
    ...changes,
  };
}

export function agentSettingsOf(changes: Partial<z.input<typeof agentSettings>> = {}): AgentSettings {
  return agentSettings.parse(agentInput(changes));
}

/** An agent as it is registered. */
export function anAgent(changes: Partial<z.input<typeof agent>> = {}): Agent {
  return agent.parse({ id: 'reception', version: 'v1', ...agentInput(), ...changes });
}
