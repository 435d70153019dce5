import { agentSettings, type Agent, type AgentSettings } from '../../lambda/core/agents/agent';
import type { NumberRecord } from '../../lambda/core/numbers/number';
import { faultsOfAgent, variablesWithoutValue, type PartialAgent } from '../../lambda/core/checks/agent';
import type { Finding } from '../../lambda/core/checks/finding';
import { shapeFindings, soundParts } from '../../lambda/core/checks/shape';

export interface ChangedAgent {
  /** The agent with the changes made, as far as they are sound. */
  settings: PartialAgent;
  findings: Finding[];
}

/** Changes the agent that answers the call of a scenario, and checks the result as a config is checked. */
export function changeAgent(
  { id: _, version: __, ...before }: Agent,
  { variables }: Pick<NumberRecord, 'variables'>,
  changes: Record<string, unknown>,
): ChangedAgent {
  const wanted = { ...before, ...changes };
  const settings: Partial<AgentSettings> = soundParts(agentSettings, wanted);
  const without = variablesWithoutValue(settings, variables).map(({ name, asker }) => ({
    path: [asker],
    message: `{{${name}}} has no value; add ${name} to agent.variables`,
  }));
  return {
    settings,
    findings: [...shapeFindings(agentSettings, wanted), ...faultsOfAgent(settings), ...without],
  };
}
