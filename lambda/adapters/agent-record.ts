import { createHash } from 'node:crypto';
import type { Agent, AgentSettings } from '../core/agents/agent';
import { canonicalJson } from './canonical-json';

/** The record of an agent. Equal settings get an equal version, in whatever order they are written. */
export function agentRecord(id: string, settings: AgentSettings): Agent {
  const version = createHash('sha256').update(canonicalJson(settings)).digest('hex').slice(0, 12);
  return { ...settings, id, version };
}
