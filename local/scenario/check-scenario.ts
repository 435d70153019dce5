import { SEND_DIGITS, type Tool } from '../../lambda/core/agents/tool';
import { modelNameOf } from '../../lambda/core/agents/tools/mcp';
import type { NumberRecord } from '../../lambda/core/numbers/number';
import { wishedLanguage } from '../../lambda/turn/switch-language';
import { toolboxOf } from '../../lambda/turn/tools';
import type { PartialAgent } from '../../lambda/core/checks/agent';
import type { Finding } from '../../lambda/core/checks/finding';
import { suggestion } from '../../lambda/core/checks/nearest';
import type { Scenario } from './scenario';

/** A number that is not registered is a slip, unless the scenario is about just that. */
export function faultsOfNumber(
  { number, expect }: Pick<Partial<Scenario>, 'number' | 'expect'>,
  registered: readonly NumberRecord[],
): Finding[] {
  const known = registered.map((record) => record.number);
  if (number === undefined) {
    return known.length > 0 ? [] : [{ path: ['number'], message: 'is missing, and the config has none' }];
  }
  if (known.includes(number) || expect?.outcome === 'unknown-number') return [];
  const message =
    `is not in the config${suggestion(number, known)}; ` +
    'where an unknown number is meant, expect the outcome unknown-number';
  return [{ path: ['number'], message }];
}

/** A call that we make has somebody to call, and an agent of the config speaks. */
export function faultsOfOutbound(
  { outbound, caller, bridged }: Pick<Partial<Scenario>, 'outbound' | 'caller' | 'bridged'>,
  agents: readonly string[],
): Finding[] {
  if (!outbound) return [];
  const { agent } = outbound;
  const faults: (Finding | false)[] = [
    caller === 'anonymous' && { path: ['caller'], message: 'is who is called, so it has to be a number' },
    bridged !== undefined && {
      path: ['bridged'],
      message: 'is for calls that come in; leave it out beside outbound',
    },
    agent !== undefined &&
      !agents.includes(agent) && {
        path: ['outbound', 'agent'],
        message: `is no agent of the config${suggestion(agent, agents)}`,
      },
  ];
  return faults.filter((fault) => fault !== false);
}

/** What the model is to call has to be a tool of the agent: a real model is offered no other. */
export function faultsOfModel(
  script: Scenario['model'],
  { tools = [], languages = [] }: PartialAgent,
): Finding[] {
  const toolbox = toolboxOf(tools);
  const others = languages.map(({ language }) => language);
  const offered = toolbox.offered.map(({ name }) => name);
  const withResult = namesWithResult(tools);
  return [...script.entries()].flatMap(([i, line]): Finding[] => {
    const call = line?.calls;
    if (!call || withResult.includes(call.tool) || toolbox.follow({ name: call.tool, args: call.args ?? {} }))
      return [];
    if (wishedLanguage({ name: call.tool, args: call.args ?? {} }, others)) return [];
    const path = ['model', i, 'calls'];
    if (offered.includes(call.tool))
      return [{ path: [...path, 'args'], message: occasions(call.tool, tools) }];
    const known = offered.length === 0 ? '; the agent has none' : suggestion(call.tool, offered);
    return [{ path: [...path, 'tool'], message: `is no tool of the agent${known}` }];
  });
}

/** What does something in a scenario has to be a tool of the agent. */
export function faultsOfTools(script: Scenario['tools'], { tools = [] }: PartialAgent): Finding[] {
  const known = namesWithResult(tools);
  return Object.keys(script)
    .filter((name) => !known.includes(name))
    .map((name) => {
      const hint = known.length === 0 ? '; the agent has none' : suggestion(name, known);
      return { path: ['tools', name], message: `is no tool of the agent with a result${hint}` };
    });
}

function namesWithResult(tools: readonly Tool[]): string[] {
  const ofServers = tools.flatMap((tool) => (tool.type === 'mcp' ? tool.tools.map(modelNameOf) : []));
  return [...toolboxOf(tools).own.map(({ name }) => name), ...ofServers];
}

function occasions(called: string, tools: readonly Tool[]): string {
  const [type, argument] = called === SEND_DIGITS ? ['send-digits', 'keys'] : ['transfer', 'to'];
  const when = tools.flatMap((tool) => (tool.type === type && 'when' in tool ? [`"${tool.when}"`] : []));
  return `need ${argument}: one of ${when.join(', ')}`;
}
