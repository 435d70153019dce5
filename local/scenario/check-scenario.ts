import { isOwnTool, type Tool } from '../../lambda/core/agents/tool';
import type { NumberRecord } from '../../lambda/core/numbers/number';
import { toolboxOf } from '../../lambda/turn/tools';
import type { PartialAgent } from '../../lib/config/checks/agent';
import type { Finding } from '../../lib/private/finding';
import { suggestion } from '../../lib/private/nearest';
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
export function faultsOfModel(script: Scenario['model'], { tools = [] }: PartialAgent): Finding[] {
  const toolbox = toolboxOf(tools);
  const offered = toolbox.offered.map(({ name }) => name);
  const isOwn = (name: string) => tools.some((tool) => isOwnTool(tool) && tool.name === name);
  return [...script.entries()].flatMap(([i, line]): Finding[] => {
    const call = line?.calls;
    if (!call || isOwn(call.tool) || toolbox.follow({ name: call.tool, args: call.args ?? {} })) return [];
    const path = ['model', i, 'calls'];
    if (offered.includes(call.tool)) return [{ path: [...path, 'args'], message: occasions(tools) }];
    const known = offered.length === 0 ? '; the agent has none' : suggestion(call.tool, offered);
    return [{ path: [...path, 'tool'], message: `is no tool of the agent${known}` }];
  });
}

function occasions(tools: readonly Tool[]): string {
  const when = tools.flatMap((tool) => (tool.type === 'transfer' ? [`"${tool.when}"`] : []));
  return `need to: one of ${when.join(', ')}`;
}
