import type * as z from 'zod';
import { agentSettings, type AgentSettings } from '../../lambda/core/agents/agent';
import { identifier } from '../../lambda/core/agents/identifier';
import { configFile, providerSettings } from '../../lambda/core/config';
import { endpointSettings } from '../../lambda/core/endpoint/settings';
import { e164 } from '../../lambda/core/numbers/e164';
import { numberSettings } from '../../lambda/core/numbers/number';
import { outboundSettings } from '../../lambda/core/outbound/settings';
import { agentRecord } from '../../lambda/adapters/agent-record';
import { carrierSettings } from '../../lambda/core/carriers/settings';
import { faultsOfAgent } from '../../lambda/core/checks/agent';
import { agentsMissing, assignmentFaults } from './checks/assignment';
import { carriageFaults, carriageWarnings } from './checks/carried-number';
import { faultsOfCarrier, warningsOfCarrier, type PartialCarrier } from './checks/carrier';
import { callersOf } from '../carriers/callers';
import { faultsOfEndpoint, warningsOfEndpoint } from './checks/endpoint';
import { dialabilityOf, outboundFaults, type Dialability } from './checks/outbound';
import { faultsOfNumber, registrationWarnings, warningsOfNumber } from '../../lambda/core/checks/number';
import { addressFaults, faultsOfProvider } from './checks/provider';
import { residencyFaults, residencyWarnings } from '../../lambda/core/checks/residency';
import type { Config } from './config';
import { knowledgeOf } from './knowledge';
import type { IndexedKnowledge } from '../agents/knowledge-files';
import { under, type Finding } from '../../lambda/core/checks/finding';
import { isObject, shapeFindings, soundParts } from '../../lambda/core/checks/shape';

/** All that is wrong and doubtful in a config, and the config itself where nothing is wrong. */
export interface Checked {
  faults: Finding[];
  warnings: Finding[];
  config: Omit<Config, 'warnings'> | undefined;
}

/**
 * Checks a config as read from YAML or JSON.
 *
 * @param readText gives the text of a prompt file, undefined where there is none.
 * @param readBytes gives the bytes of a file of knowledge, undefined where there is none.
 */
export function checkConfig(
  value: unknown,
  readText: (file: string) => string | undefined,
  readBytes: (file: string) => Uint8Array | undefined = () => undefined,
): Checked {
  const prompts = withPromptsRead(value, readText);
  const written = isObject(prompts.value) ? prompts.value : {};
  const knowledge = knowledgeOf(written.agents, readBytes);
  const agents = soundEntries(written.agents, identifier, agentSettings);
  const numbers = soundEntries(written.numbers, e164, numberSettings);
  const providers = soundEntries(written.providers, identifier, providerSettings);
  const carriers = soundCarriers(written.carriers);
  const endpoint = soundParts(endpointSettings, written.endpoint);
  const carriersCall = [...carriers.values()].some((carrier) => callersOf(carrier).length > 0);
  const shape = shapeFindings(configFile, prompts.value);
  const faults = [
    ...prompts.faults,
    ...knowledge.faults,
    ...shape,
    ...[...agents].flatMap(([id, agent]) =>
      under(['agents', id], [...faultsOfAgent(agent), ...addressFaults(agent, providers)]),
    ),
    ...[...numbers].flatMap(([number, settings]) =>
      under(['numbers', number], [...faultsOfNumber(number, settings), ...residencyFaults(number, settings)]),
    ),
    ...[...providers].flatMap(([name, provider]) =>
      under(['providers', name], faultsOfProvider(name, provider)),
    ),
    ...besides(shape, [
      ...[...carriers].flatMap(([name, carrier]) =>
        under(['carriers', name], faultsOfCarrier(carrier, endpoint.encryption)),
      ),
      ...carriageFaults(carriers, namesIn(written.carriers), numbers),
      ...faultsOfOutbound(written.outbound, written.carriers, carriers),
    ]),
    ...under(['endpoint'], faultsOfEndpoint(endpoint, carriersCall)),
    ...agentsMissing(agents, numbers),
    ...assignmentFaults(agents, numbers),
  ];
  const warnings = [
    ...[...numbers].flatMap(([number, settings]) =>
      under(['numbers', number], [...warningsOfNumber(number), ...registrationWarnings(number, settings)]),
    ),
    ...residencyWarnings(numbers.keys()),
    ...[...carriers].flatMap(([name, carrier]) =>
      under(['carriers', name], warningsOfCarrier(carrier, endpoint.callsFrom ?? [])),
    ),
    ...carriageWarnings(carriers, numbers),
    ...under(['endpoint'], warningsOfEndpoint(endpoint, carriersCall)),
  ];
  return {
    faults,
    warnings,
    config: faults.length === 0 ? toConfig(prompts.value, knowledge.byAgent) : undefined,
  };
}

/** Every entry whose name is sound, each with those of its properties that are. */
function soundEntries<T extends z.ZodObject>(section: unknown, name: z.ZodType, schema: T) {
  const entries = isObject(section) ? Object.entries(section) : [];
  const named = entries.filter(([key]) => name.safeParse(key).success);
  return new Map(named.map(([key, entry]) => [key, soundParts(schema, entry)]));
}

/** A carrier that is not sound yet is not held against the section of outbound calls. */
function faultsOfOutbound(
  section: unknown,
  written: unknown,
  carriers: ReadonlyMap<string, PartialCarrier>,
): Finding[] {
  if (section === undefined) return [];
  const known = namesIn(written).map((name): [string, Dialability] => {
    const carrier = carriers.get(name);
    return [name, carrier ? dialabilityOf(carrier) : { dialable: true }];
  });
  return under(['outbound'], outboundFaults(soundParts(outboundSettings, section), new Map(known)));
}

/** What has the wrong shape is not missing as well. */
function besides(told: readonly Finding[], findings: readonly Finding[]): Finding[] {
  const places = new Set(told.map(({ path }) => path.join('.')));
  return findings.filter(({ path }) => !places.has(path.join('.')));
}

/** Every carrier whose name and type are sound, with those of its properties that are. */
function soundCarriers(section: unknown): Map<string, PartialCarrier> {
  const schemas = new Map<string, z.ZodObject>(
    carrierSettings.options.map((schema) => [schema.shape.type.value, schema]),
  );
  return new Map(
    namesIn(section).flatMap((name): [string, PartialCarrier][] => {
      const entry = (section as Record<string, unknown>)[name];
      const type = isObject(entry) ? entry.type : undefined;
      const schema = typeof type === 'string' ? schemas.get(type) : undefined;
      if (!schema || !identifier.safeParse(name).success) return [];
      return [[name, soundParts(schema, entry) as unknown as PartialCarrier]];
    }),
  );
}

function namesIn(section: unknown): string[] {
  return isObject(section) ? Object.keys(section) : [];
}

/** Puts the text of every prompt file in the place of its name. */
function withPromptsRead(value: unknown, readText: (file: string) => string | undefined) {
  const faults: Finding[] = [];
  if (!isObject(value) || !isObject(value.agents)) return { value, faults };
  const agents = Object.entries(value.agents).map(([id, agent]): [string, unknown] => {
    const file = isObject(agent) && isObject(agent.prompt) ? agent.prompt.file : undefined;
    if (typeof file !== 'string') return [id, agent];
    const prompt = readText(file);
    if (prompt !== undefined) return [id, { ...(agent as object), prompt }];
    const message = `there is no file ${file}; the path is taken from the config file's own folder`;
    faults.push({ path: ['agents', id, 'prompt', 'file'], message });
    return [id, agent];
  });
  return { value: { ...value, agents: Object.fromEntries(agents) }, faults };
}

function toConfig(
  value: unknown,
  knowledge: ReadonlyMap<string, IndexedKnowledge>,
): Omit<Config, 'warnings'> {
  const { agents, numbers, carriers, providers, endpoint, outbound, retention, scrubFeed, registryApi } =
    configFile.parse(value);
  return {
    agents: Object.entries(agents).map(([id, { knowledge: _, ...agent }]) => {
      const hash = knowledge.get(id)?.hash;
      return agentRecord(id, { ...agent, ...(hash && { knowledge: hash }) } as AgentSettings);
    }),
    knowledge: Object.fromEntries([...knowledge.values()].map(({ hash, json }) => [hash, json])),
    numbers: Object.entries(numbers).map(([number, { takeover, ...settings }]) => ({
      ...settings,
      number,
      ...(takeover && { takeover }),
    })),
    carriers,
    providers,
    endpoint,
    ...(outbound && { outbound }),
    ...(scrubFeed && { scrubFeed }),
    ...(registryApi && { registryApi }),
    retention,
  };
}
