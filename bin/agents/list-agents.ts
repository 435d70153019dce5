import { withRegistry, type RegistryOptions } from '../registry/open-registry';
import { columnsOf, type Output } from '../registry/output';

export interface AgentsOptions extends RegistryOptions {
  json: boolean;
}

/** Prints each agent with the version that is current. */
export async function listAgents(
  { json, ...options }: AgentsOptions,
  output: Output = process.stdout,
): Promise<void> {
  await withRegistry(options, async ({ listing }) => {
    const rows: string[][] = [];
    for await (const { id, version, language, llm } of listing.agents()) {
      const saved = (await listing.versions(id)).find((one) => one.version === version);
      if (json) output.write(`${JSON.stringify({ id, ...saved, version, language, llm })}\n`);
      else rows.push([id, version, saved?.savedAt ?? '-', saved?.savedBy ?? '-', language]);
    }
    if (json) return;
    const head = ['agent', 'version', 'saved', 'by', 'language'];
    for (const line of columnsOf([head, ...rows.sort()])) output.write(`${line}\n`);
  });
}
