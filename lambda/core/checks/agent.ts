import type { AgentSettings } from '../agents/agent';
import { CALL_VARIABLES, DIAL_VARIABLES, variablesIn } from '../agents/prompt';
import { providersNamedBy } from '../agents/provider-fallbacks';
import { faultOfReference } from '../agents/provider-reference';
import { CONSENT_KEY } from '../agents/recording';
import { isOwnTool } from '../agents/tool';
import { inspectNumber } from '../numbers/number-plan';
import type { Finding } from './finding';
import { languageFaults, phraseFaults } from './languages';

/** An agent of which only the sound parts are known. */
export type PartialAgent = Partial<AgentSettings>;

/** What is wrong with an agent beyond its shape, as far as the agent alone tells. */
export function faultsOfAgent(agent: PartialAgent): Finding[] {
  return [
    ...providerFaults(agent),
    ...toolFaults(agent),
    ...optOutKeyFaults(agent),
    ...phraseFaults(agent),
    ...languageFaults(agent),
    ...transferFaults(agent),
  ];
}

/** Where an agent may hand its caller to, each with the path of the number. */
export function transferTargets({
  tools = [],
  fallback,
}: PartialAgent): { to: string; path: Finding['path'] }[] {
  const byTool = tools.flatMap((tool, i) =>
    tool.type === 'transfer' ? [{ to: tool.to, path: ['tools', i, 'to'] }] : [],
  );
  const inTrouble =
    fallback && 'transfer' in fallback ? [{ to: fallback.transfer, path: ['fallback', 'transfer'] }] : [];
  return [...byTool, ...inTrouble];
}

/** The variables that an agent asks for and nobody gives, each with the property that asks. */
export function variablesWithoutValue(
  agent: PartialAgent,
  given: Readonly<Record<string, string>>,
): { name: string; asker: 'greeting' | 'prompt' }[] {
  const known = new Set<string>([
    ...CALL_VARIABLES,
    ...DIAL_VARIABLES,
    ...Object.keys(agent.variables ?? {}),
    ...Object.keys(given),
  ]);
  return (['greeting', 'prompt'] as const).flatMap((asker) =>
    variablesIn(agent[asker] ?? '')
      .filter((name) => !known.has(name))
      .map((name) => ({ name, asker })),
  );
}

function providerFaults(agent: PartialAgent): Finding[] {
  const named = providersNamedBy(agent);
  return named.flatMap(({ port, reference, path }, i) => {
    const message = faultOfReference(reference, port);
    const first = named.findIndex((one) => one.port === port && one.reference === reference);
    // The faster model may well be one of the fallbacks.
    const isSpare = path[0] === 'fallbacks' || path.length === 1;
    const isTwice = path[0] === 'hasteLlm' ? reference === agent.llm : isSpare && first < i;
    return [
      ...(message ? [{ path, message }] : []),
      ...(isTwice ? [{ path, message: `${reference} is asked already; name another one` }] : []),
    ];
  });
}

/** What is kept back for the model's words after a tool. */
const AFTER_A_TOOL_SECONDS = 2;

function toolFaults({ tools = [], limits }: PartialAgent): Finding[] {
  if (limits?.replySeconds === undefined) return [];
  const most = limits.replySeconds - AFTER_A_TOOL_SECONDS;
  return tools.flatMap((tool, i) => {
    if ((!isOwnTool(tool) && tool.type !== 'mcp') || tool.timeoutSeconds <= most) return [];
    const message = `is more than a reply leaves it: give it ${most} at most, or raise limits.replySeconds`;
    return [{ path: ['tools', i, 'timeoutSeconds'], message }];
  });
}

/** The key that agrees to being recorded can't refuse further calls. */
function optOutKeyFaults({ tools = [], recording }: PartialAgent): Finding[] {
  if (recording?.mode !== 'consent') return [];
  return tools.flatMap((tool, i) => {
    if (tool.type !== 'opt-out' || tool.key !== CONSENT_KEY) return [];
    const message = `is ${CONSENT_KEY}, by which callers agree to be recorded; choose another one, as in 9`;
    return [{ path: ['tools', i, 'key'], message }];
  });
}

function transferFaults(agent: PartialAgent): Finding[] {
  return transferTargets(agent)
    .filter(({ to }) => !inspectNumber(to).possible)
    .map(({ path }) => ({
      path,
      message: 'cannot be a telephone number: look for a missing or extra digit',
    }));
}
