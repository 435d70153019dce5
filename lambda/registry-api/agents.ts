import { agentRecord } from '../adapters/agent-record';
import { agentSettings, type Agent } from '../core/agents/agent';
import { identifier } from '../core/agents/identifier';
import { faultsOfAgent } from '../core/checks/agent';
import { toFault } from '../core/checks/finding';
import { shapeFindings, soundParts } from '../core/checks/shape';
import { InvalidInputError } from '../core/errors';
import { findingsWithNumbers } from '../core/registry/agent-findings';
import { noSuchAgent, rollBack } from '../core/registry/roll-back';
import { rightsMissing } from '../core/registry/stack-rights';
import type { Answer } from './answer';
import { changed, demandMatch, demandSeen, etagOfAgent } from './etag';
import { registryOf } from './numbers';
import type { RegistryApiPorts } from './ports';
import { demand, type ApiRequest } from './request';
import { SCHEMAS } from './schemas';

export async function findAgent(request: ApiRequest, { changesBy }: RegistryApiPorts): Promise<Answer> {
  const id = idIn(request);
  const current = await changesBy(request.by).currentAgent(id);
  if (!current) throw noSuchAgent(id);
  return told(current.agent, current.former);
}

/** Without `If-Match` it makes a new agent; with it, a new version of the one that was read. */
export async function putAgent(request: ApiRequest, ports: RegistryApiPorts): Promise<Answer> {
  const id = idIn(request);
  const changes = ports.changesBy(request.by);
  const wanted = agentRecord(id, settingsIn(request));
  const seen = await changes.currentAgent(id);
  demandSeen(request.ifMatch, seen && etagOfAgent(seen.agent.version));
  const findings = [
    ...rightsMissing(wanted, await ports.deployed()),
    ...(await findingsWithNumbers(wanted, ports.listing.numbers({ agent: id }))),
  ];
  if (findings.length > 0) {
    throw new InvalidInputError(
      'the agent',
      findings.map((finding) => toFault(finding)),
    );
  }
  const done = await changes.replaceAgent(wanted, seen?.agent.version);
  const now = await changes.currentAgent(id);
  if (!done) throw changed(now && etagOfAgent(now.agent.version));
  return told(wanted, now?.former ?? [], seen ? 200 : 201);
}

export async function rollBackAgent(request: ApiRequest, ports: RegistryApiPorts): Promise<Answer> {
  const { to } = demand(SCHEMAS.Rollback, request.body);
  const registry = registryOf(request, ports);
  const id = idIn(request);
  const { agent } = await rollBack(id, to, registry, (version) =>
    demandMatch(request.ifMatch, etagOfAgent(version)),
  );
  return told(agent, (await registry.changes.currentAgent(id))?.former ?? []);
}

function idIn({ path }: ApiRequest): string {
  return demand(identifier, path['id'], 'the path', 'id');
}

/** What is sound of it is looked at, whatever is wrong with the rest. */
function settingsIn({ body }: ApiRequest) {
  const findings = [...shapeFindings(agentSettings, body), ...faultsOfAgent(soundParts(agentSettings, body))];
  if (findings.length === 0) return agentSettings.parse(body);
  throw new InvalidInputError(
    'the agent',
    findings.map((finding) => toFault(finding)),
  );
}

function told(agent: Agent, former: string[], status = 200): Answer {
  return { status, body: { ...agent, former }, etag: etagOfAgent(agent.version) };
}
