import type { Agent } from '../agents/agent';
import { providersNamedBy } from '../agents/provider-fallbacks';
import { splitReference } from '../agents/provider-reference';
import type { Finding } from '../checks/finding';

/** Something that the functions of a stack need a right to, or a file of, before an agent can use it. */
interface Need {
  /** As in `provider openai`. */
  what: string;
  path: Finding['path'];
}

/**
 * What an agent needs that the stack was not deployed with. Keys, secrets, functions and indices of knowledge come with
 * a deployment: an agent that came to the table alone could not use them.
 *
 * @param deployed the agents of the stack's config, as they were last deployed.
 */
export function rightsMissing(agent: Agent, deployed: readonly Partial<Agent>[]): Finding[] {
  const there = new Set(deployed.flatMap((one) => needsOf(one).map(({ what }) => what)));
  return needsOf(agent)
    .filter(({ what }) => !there.has(what))
    .map(({ what, path }) => ({
      path,
      message:
        `needs ${what}, which no agent of the deployed config uses, so the stack has no right to it; bring it in ` +
        'with the config and npx cdk deploy',
    }));
}

function needsOf(agent: Partial<Agent>): Need[] {
  const { tools = [], afterCall, knowledge } = agent;
  const providers = providersNamedBy(agent).map(({ reference, path }) => ({
    what: `provider ${splitReference(reference).provider}`,
    path,
  }));
  const places = tools.flatMap((tool, i): Need[] => {
    if (tool.type === 'lambda')
      return [{ what: `function ${tool.function}`, path: ['tools', i, 'function'] }];
    if (tool.type === 'opt-out') return [{ what: 'the list of opt-outs', path: ['tools', i, 'type'] }];
    if (tool.type !== 'http' && tool.type !== 'mcp') return [];
    return tool.secret === undefined ? [] : [{ what: `secret ${tool.secret}`, path: ['tools', i, 'secret'] }];
  });
  const webhook = afterCall?.webhook;
  return [
    ...providers,
    ...places,
    ...(webhook ? [{ what: `secret ${webhook.secret}`, path: ['afterCall', 'webhook', 'secret'] }] : []),
    ...(knowledge === undefined ? [] : [{ what: 'the index of these files', path: ['knowledge'] }]).map(
      (need) => ({ ...need, what: `${need.what} (${knowledge})` }),
    ),
  ];
}
