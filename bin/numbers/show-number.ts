import { numberKey } from '../../lambda/adapters/dynamodb/registry-keys';
import type { Agent } from '../../lambda/core/agents/agent';
import type { NumberRecord } from '../../lambda/core/numbers/number';
import { columnsOf, type Output } from '../registry/output';
import { withRegistry, type RegistryOptions } from '../registry/open-registry';
import { expiriesIn, inWords, type Expiry } from './expiries';
import { noSuchNumber, numberArgument } from './number-argument';

export interface ShowNumberOptions extends RegistryOptions {
  json: boolean;
}

/** Tells all of a number: who answers it in which version, its DLT record and what of that expires. */
export async function showNumber(
  text: string,
  { json, ...options }: ShowNumberOptions,
  output: Output = process.stdout,
): Promise<void> {
  const number = numberArgument(text);
  await withRegistry(options, async ({ changes, clock, owner, place }) => {
    const record = await changes.findNumber(number);
    if (!record) throw noSuchNumber(number, place);
    const agent = await (record.agentVersion === undefined
      ? changes.currentAgent(record.agent).then((current) => current?.agent)
      : changes.findVersion(record.agent, record.agentVersion));
    const isInConfig = await changes.isInConfig(owner, numberKey(number));
    const expires = expiriesIn(record.dlt, clock.now());
    const answering = agent?.version ?? null;
    const lines = json
      ? [JSON.stringify({ ...record, answering, isInConfig, expires })]
      : linesOf(record, { agent, isInConfig, expires, place });
    for (const line of lines) output.write(`${line}\n`);
  });
}

function linesOf(
  record: NumberRecord,
  {
    agent,
    isInConfig,
    expires,
    place,
  }: { agent: Agent | undefined; isInConfig: boolean; expires: Expiry[]; place: string },
): string[] {
  const { number, status, suspension, carrier, routes, variables, dlt } = record;
  const since = suspension ? ` since ${suspension.since}: ${suspension.reason}` : '';
  return [
    ...columnsOf([
      ['number', number],
      ['agent', answeredBy(record, agent)],
      ['status', `${status}${since}`],
      ['carrier', carrier ?? 'none: its calls are led here by hand'],
      ...(routes.length > 0 ? [['routes', routes.join(', ')]] : []),
      ...Object.entries(variables).map(([name, value]) => [`{{${name}}}`, value]),
      ['config', isInConfig ? `that of ${place} has it` : `that of ${place} does not have it`],
      ['DLT', dlt ? dlt.declaredPurposes.join(', ') : 'no record'],
    ]),
    ...expires.map((expiry) => `  ${inWords(expiry)}`),
    ...(dlt
      ? JSON.stringify(dlt, undefined, 2)
          .split('\n')
          .map((line) => `  ${line}`)
      : []),
  ];
}

function answeredBy({ agent: id, agentVersion }: NumberRecord, agent: Agent | undefined): string {
  if (!agent) return `${id}, which is not in the registry: callers are told that there is trouble`;
  if (agentVersion !== undefined) return `${id}, always in version ${agentVersion}`;
  return `${id}, in whichever version is current; it is ${agent.version}`;
}
