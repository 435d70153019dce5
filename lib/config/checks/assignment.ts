import type { Finding } from '../../../lambda/core/checks/finding';
import { suggestion } from '../../../lambda/core/checks/nearest';
import { transferTargets, variablesWithoutValue, type PartialAgent } from '../../../lambda/core/checks/agent';
import type { PartialNumber } from '../../../lambda/core/checks/number';

type Agents = ReadonlyMap<string, PartialAgent>;
type Numbers = ReadonlyMap<string, PartialNumber>;

/** What is wrong between agents and the numbers that they answer. Numbers of other agents are let be. */
export function assignmentFaults(agents: Agents, numbers: Numbers): Finding[] {
  return [...valuesMissing(agents, numbers), ...transferLoops(agents, numbers), ...sharedRoutes(numbers)];
}

/** Numbers whose agent is not there. */
export function agentsMissing(agents: Agents, numbers: Numbers): Finding[] {
  return [...numbers].flatMap(([e164, { agent }]) =>
    agent === undefined || agents.has(agent)
      ? []
      : [
          {
            path: ['numbers', e164, 'agent'],
            message: `there is no agent ${agent}${suggestion(agent, [...agents.keys()])}`,
          },
        ],
  );
}

/** A value that none of the agent's numbers gives is the agent's fault, otherwise that of the others. */
function valuesMissing(agents: Agents, numbers: Numbers): Finding[] {
  return [...agents].flatMap(([id, agent]) => {
    const own = [...numbers].filter(([, number]) => number.agent === id);
    return variablesWithoutValue(agent, {}).flatMap(({ name, asker }) => {
      const without = own.filter(([, { variables = {} }]) => !Object.hasOwn(variables, name));
      if (without.length === own.length) {
        const message = `{{${name}}} has no value; add ${name} to the variables of the agent or of its numbers`;
        return [{ path: ['agents', id, asker], message }];
      }
      return without.map(([e164]) => ({
        path: ['numbers', e164, 'variables'],
        message: `lacks ${name}, which the ${asker} of agent ${id} asks for`,
      }));
    });
  });
}

function transferLoops(agents: Agents, numbers: Numbers): Finding[] {
  return [...agents].flatMap(([id, agent]) =>
    transferTargets(agent)
      .filter(({ to }) => numbers.get(to)?.agent === id)
      .map(({ path }) => ({
        path: ['agents', id, ...path],
        message: 'leads back to this agent, which answers that number; name a number that a human answers',
      })),
  );
}

function sharedRoutes(numbers: Numbers): Finding[] {
  const owners = new Map<string, string>();
  return [...numbers].flatMap(([e164, { routes = [] }]) =>
    routes.flatMap((route, i) => {
      const owner = owners.get(route);
      owners.set(route, owner ?? e164);
      if (owner === undefined) return [];
      return [
        { path: ['numbers', e164, 'routes', i], message: `belongs to another number already: ${owner}` },
      ];
    }),
  );
}
