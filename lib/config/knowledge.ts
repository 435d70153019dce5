import * as path from 'node:path';
import { knowledgeFiles } from '../../lambda/core/agents/knowledge';
import { indexFiles, type IndexedKnowledge } from '../agents/knowledge-files';
import { under, type Finding } from '../../lambda/core/checks/finding';
import { isObject } from '../../lambda/core/checks/shape';

/**
 * Indexes the knowledge of every agent of a config that names some.
 *
 * @param agents the section of the config, as it was read.
 * @param read gives the bytes of a file beside the config, undefined where there is none.
 */
export function knowledgeOf(
  agents: unknown,
  read: (file: string) => Uint8Array | undefined,
): { byAgent: Map<string, IndexedKnowledge>; faults: Finding[] } {
  const byAgent = new Map<string, IndexedKnowledge>();
  const faults = Object.entries(isObject(agents) ? agents : {}).flatMap(([id, agent]) => {
    const named = knowledgeFiles.safeParse(isObject(agent) ? agent.knowledge : undefined);
    // What is no list of paths is told by the shape.
    if (!named.success) return [];
    const outside = named.data.flatMap((file, i) => (isOutside(file) ? [fileOutside(file, i)] : []));
    const { index, findings } = outside.length > 0 ? { findings: outside } : indexFiles(named.data, read);
    if (index) byAgent.set(id, index);
    return under(['agents', id, 'knowledge'], findings);
  });
  return { byAgent, faults };
}

/** A config is a folder that can be moved, and no slip should publish a file from elsewhere. */
function isOutside(file: string): boolean {
  return path.isAbsolute(file) || path.normalize(file).split(path.sep)[0] === '..';
}

function fileOutside(file: string, i: number): Finding {
  return {
    path: [i],
    message: `${file} lies outside the config file's folder; move it into that folder or below`,
  };
}
