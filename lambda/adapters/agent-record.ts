import { createHash } from 'node:crypto';
import type { Agent, AgentSettings } from '../core/agents/agent';

/** The record of an agent. Equal settings get an equal version, in whatever order they are written. */
export function agentRecord(id: string, settings: AgentSettings): Agent {
  const version = createHash('sha256').update(canonical(settings)).digest('hex').slice(0, 12);
  return { ...settings, id, version };
}

function canonical(settings: AgentSettings): string {
  return JSON.stringify(settings, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
