import { existsSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { AgentSettings } from '../../lambda/core/agents/agent';
import { InvalidInputError, type Fault } from '../../lambda/core/errors';
import type { NumberRecord } from '../../lambda/core/numbers/number';
import { loadConfig, type Config } from '../../lib/config';
import { agentRecord } from '../../lambda/adapters/agent-record';
import { under } from '../../lambda/core/checks/finding';
import { shapeFindings, soundParts } from '../../lambda/core/checks/shape';
import { YamlSource } from '../../lib/config/yaml-source';
import { changeAgent } from './change-agent';
import { faultsOfModel, faultsOfNumber, faultsOfOutbound, faultsOfTools } from './check-scenario';
import { scenario, type Scenario } from './scenario';

/** A scenario and the config that its call meets, with the scenario's changes made. */
export interface LoadedScenario {
  scenario: Scenario;
  config: Config;
  number: string;
}

/**
 * @param standardConfig the config of a scenario that names none.
 * @param called a number that is called in place of the one that the scenario names.
 * @throws InvalidInputError with every fault and its line.
 */
export function loadScenario(file: string, standardConfig: string, called?: string): LoadedScenario {
  const subject = basename(file);
  const source = sourceOf(file, subject);
  const written = soundParts(scenario, source.value());
  const config = loadConfig(
    written.config === undefined ? standardConfig : resolve(dirname(file), written.config),
  );
  const wanted = called ?? written.number;
  const number = wanted ?? config.numbers[0]?.number ?? '';
  const registered = config.numbers.find((record) => record.number === number);
  const agent = config.agents.find(({ id }) => id === registered?.agent);
  const changed = agent && registered && changeAgent(agent, registered, written.agent ?? {});

  const faults = [
    ...shapeFindings(scenario, source.value()),
    ...faultsOfNumber({ ...written, number: wanted }, config.numbers),
    ...faultsOfOutbound(
      written,
      config.agents.map(({ id }) => id),
    ),
    ...under(['agent'], changed?.findings ?? []),
    ...(changed ? faultsOfModel(written.model ?? [], changed.settings) : []),
    ...(changed ? faultsOfTools(written.tools ?? {}, changed.settings) : []),
  ].map((finding) => source.located(finding));
  const all = [...source.keysGivenTwice(), ...faults].sort(byLine);
  if (all.length > 0) throw new InvalidInputError(subject, all);

  const read = scenario.parse(source.value());
  const agents = config.agents.map((one) =>
    one === agent && changed ? agentRecord(one.id, changed.settings as AgentSettings) : one,
  );
  const numbers = config.numbers.map((record) =>
    record === registered ? { ...record, ...changesOfNumber(read, record) } : record,
  );
  return { scenario: read, config: { ...config, agents, numbers }, number };
}

/** The carrier of a number whose config names none. */
const SOME_CARRIER = 'carrier';

/** Whoever comes through a bridge comes through a carrier's. */
function changesOfNumber(
  { suspended, bridged, outbound }: Scenario,
  { carrier = SOME_CARRIER }: NumberRecord,
): Partial<NumberRecord> {
  return { ...(suspended && { status: 'suspended' }), ...((bridged || outbound) && { carrier }) };
}

function sourceOf(file: string, subject: string): YamlSource {
  if (!existsSync(file) || !statSync(file).isFile()) {
    throw new InvalidInputError(subject, [{ path: '', message: `there is no file ${resolve(file)}` }]);
  }
  const source = new YamlSource(readFileSync(file, 'utf8'));
  const syntax = source.syntaxFaults();
  if (syntax.length > 0) throw new InvalidInputError(subject, syntax);
  return source;
}

function byLine(a: Fault, b: Fault): number {
  return (a.line ?? 0) - (b.line ?? 0);
}
