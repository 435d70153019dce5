import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { agentSettings, type Agent } from '../../lambda/core/agents/agent';
import { InvalidInputError } from '../../lambda/core/errors';
import { loadConfig, type Config } from '../../lib/config';
import { agentRecord } from '../../lib/config/agent-record';
import { under, type Finding } from '../../lib/config/finding';
import { shapeFindings } from '../../lib/config/shape';
import { YamlSource } from '../../lib/config/yaml-source';
import { scenario, type Scenario } from './scenario';

/** A scenario and the config that its call meets, with the scenario's changes made. */
export interface LoadedScenario {
  scenario: Scenario;
  config: Config;
  number: string;
}

/**
 * @param standardConfig the config of a scenario that names none.
 * @throws InvalidInputError with every fault and its line.
 */
export function loadScenario(file: string, standardConfig: string): LoadedScenario {
  const subject = basename(file);
  if (!existsSync(file))
    throw new InvalidInputError(subject, [{ path: '', message: `there is no file ${file}` }]);
  const source = new YamlSource(readFileSync(file, 'utf8'));
  const fail = (findings: Finding[]) => {
    throw new InvalidInputError(
      subject,
      findings.map((finding) => source.located(finding)),
    );
  };
  const syntax = source.syntaxFaults();
  if (syntax.length > 0) throw new InvalidInputError(subject, syntax);
  const findings = shapeFindings(scenario, source.value());
  if (findings.length > 0) fail(findings);

  const read = scenario.parse(source.value());
  const config = loadConfig(read.config === undefined ? standardConfig : resolve(dirname(file), read.config));
  const number = read.number ?? config.numbers[0]?.number ?? '';
  const answering = config.numbers.find((record) => record.number === number)?.agent;
  const changed = config.agents.map((agent) =>
    agent.id === answering ? withChanges(agent, read.agent, fail) : agent,
  );
  const numbers = config.numbers.map((record) =>
    record.number === number && read.suspended ? { ...record, status: 'suspended' as const } : record,
  );
  return { scenario: read, config: { ...config, agents: changed, numbers }, number };
}

function withChanges(agent: Agent, changes: Scenario['agent'], fail: (findings: Finding[]) => void): Agent {
  const { id, version: _, ...settings } = agent;
  const wanted = { ...settings, ...changes };
  const findings = shapeFindings(agentSettings, wanted);
  if (findings.length > 0) fail(under(['agent'], findings));
  return agentRecord(id, agentSettings.parse(wanted));
}
