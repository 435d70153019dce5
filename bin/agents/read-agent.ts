import { existsSync, readFileSync, statSync } from 'node:fs';
import * as path from 'node:path';
import { agentRecord } from '../../lambda/adapters/agent-record';
import { agentSettings, type Agent } from '../../lambda/core/agents/agent';
import { identifier } from '../../lambda/core/agents/identifier';
import { InvalidInputError } from '../../lambda/core/errors';
import { faultsOfAgent } from '../../lambda/core/checks/agent';
import { knowledgeOf } from '../../lib/config/knowledge';
import { YamlSource } from '../../lib/config/yaml-source';
import type { Finding } from '../../lambda/core/checks/finding';
import { isObject, shapeFindings, soundParts } from '../../lambda/core/checks/shape';

/** An agent from a file, and where its findings stand there. */
export interface ReadAgent {
  agent: Agent;
  /** @returns the error that tells findings which somebody else has with the agent. */
  refuse(findings: readonly Finding[]): InvalidInputError;
}

/**
 * Reads the settings of one agent, as they stand under its id in a `byon.config.yaml`. Prompt and knowledge may be
 * files beside it.
 *
 * @throws InvalidInputError with every fault and its line.
 */
export function readAgent(id: string, file: string): ReadAgent {
  const beside = (name: string) => bytesOf(path.resolve(path.dirname(file), name));
  const bytes = bytesOf(file);
  const subject = path.basename(file);
  if (!bytes) {
    throw new InvalidInputError('--file', [{ path: '', message: `there is no file ${path.resolve(file)}` }]);
  }
  const source = new YamlSource(bytes.toString('utf8'));
  const syntax = source.syntaxFaults();
  if (syntax.length > 0) throw new InvalidInputError(subject, syntax);
  const refuse = (findings: readonly Finding[]) =>
    new InvalidInputError(
      subject,
      findings.map((one) => source.located(one)),
    );

  const { value, findings: ofFiles } = withFilesRead(id, source.value(), beside);
  const ofId = shapeFindings(identifier, id).map(({ message }) => ({
    path: [],
    message: `id ${id} ${message}`,
  }));
  const twice = source.keysGivenTwice();
  const findings = [
    ...ofId,
    ...ofFiles,
    ...shapeFindings(agentSettings, value),
    ...faultsOfAgent(soundParts(agentSettings, value)),
  ];
  if (findings.length + twice.length > 0) {
    throw new InvalidInputError(subject, [...twice, ...refuse(findings).faults]);
  }
  return { agent: agentRecord(id, agentSettings.parse(value)), refuse };
}

/** Puts the text of the prompt's file in the place of its name, and the hash of the index in that of the knowledge. */
function withFilesRead(id: string, value: unknown, read: (file: string) => Buffer | undefined) {
  if (!isObject(value)) return { value, findings: [] };
  const { prompt, knowledge, ...rest } = value;
  const findings: Finding[] = [];
  const settings: Record<string, unknown> = { ...rest, ...(prompt !== undefined && { prompt }) };
  if (isObject(prompt) && typeof prompt.file === 'string') {
    settings.prompt = read(prompt.file)?.toString('utf8');
    if (settings.prompt === undefined) {
      const message = `there is no file ${prompt.file}; the path is taken from the agent file's own folder`;
      findings.push({ path: ['prompt', 'file'], message });
      settings.prompt = 'missing';
    }
  }
  if (knowledge !== undefined) {
    const { byAgent, faults } = knowledgeOf({ [id]: value }, read);
    // Its paths begin with agents, and the id.
    findings.push(...faults.map(({ path, message }) => ({ path: path.slice(2), message })));
    const hash = byAgent.get(id)?.hash;
    if (hash !== undefined) settings.knowledge = hash;
    else if (faults.length === 0) findings.push({ path: ['knowledge'], message: 'must be a list of files' });
  }
  return { value: settings, findings };
}

function bytesOf(file: string): Buffer | undefined {
  return existsSync(file) && statSync(file).isFile() ? readFileSync(file) : undefined;
}
