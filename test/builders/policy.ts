import { policyOf, type Policy } from '../../lambda/core/agents/policy';
import { anAgent } from './agent';

/** The policy of an agent. */
export function aPolicy(changes: Parameters<typeof anAgent>[0] = {}): Policy {
  return policyOf(anAgent(changes), {});
}
