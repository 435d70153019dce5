import type { Agent } from '../../lambda/core/agents/agent';

/** Whether an agent hands callers to humans over the carrier's trunk. */
export function transfersByTrunk({ tools, fallback }: Pick<Agent, 'tools' | 'fallback'>): boolean {
  return (
    tools.some((tool) => tool.type === 'transfer' && tool.via === 'trunk') ||
    (fallback !== undefined && 'transfer' in fallback && fallback.via === 'trunk')
  );
}
