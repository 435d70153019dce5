import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { agentRecord } from '../../lambda/adapters/agent-record';
import { DynamoConsents } from '../../lambda/adapters/dynamodb/consent-store';
import { DynamoOptOuts } from '../../lambda/adapters/dynamodb/opt-out-store';
import { itemsOfAgent, itemsOfNumber } from '../../lambda/adapters/dynamodb/registry-keys';
import { agentSettings } from '../../lambda/core/agents/agent';
import { numberRecord } from '../../lambda/core/numbers/number';
import type { ListRow } from '../../lambda/core/outbound/campaign/list';
import { inFairWeather } from '../chaos/register';
import type { Random } from '../chaos/random';
import { STANDINGS, type Standing } from './plan';
import { CARRIER, type CampaignWorld } from './world';

export const NUMBER = '+918041234567';
const DAY_MS = 86_400_000;

const AGENT = agentRecord(
  'reminders',
  agentSettings.parse({
    language: 'en-IN',
    greeting: 'Asha Clinic. Am I speaking with {{name}}?',
    prompt: 'You remind {{name}} of an appointment on {{day}}.',
    ...{ stt: 'sim/stt', llm: 'sim/llm', tts: 'sim/tts' },
  }),
);

const RECORD = numberRecord.parse({
  number: NUMBER,
  agent: AGENT.id,
  carrier: CARRIER,
  dlt: {
    declaredPurposes: ['service'],
    sector: 'other',
    subscriber: { legalName: 'Asha Clinic', kycStatus: 'verified' },
    principalEntity: {
      id: '1001000000000000001',
      name: 'Asha Clinic',
      portal: 'vilpower',
      validUntil: '2030-01-01',
    },
    telemarketer: { id: '1002000000000000001', role: 'delivery', validUntil: '2030-01-01' },
    binding: { status: 'active', letterOfAuthority: 'LoA 1', since: '2026-01-01' },
    autodiallerNotices: [
      { accessProvider: 'vobiz', objective: 'reminders', notifiedOn: '2026-01-01', state: 'acknowledged' },
    ],
  },
});

/** Puts agent, number and what is known of the callees into the registry. @returns the list of the campaign. */
export async function setUp(world: CampaignWorld, callees: number, random: Random): Promise<ListRow[]> {
  for (const Item of [...itemsOfAgent(AGENT), ...itemsOfNumber(RECORD)]) {
    world.registry.serve(new PutItemCommand({ TableName: 'registry', Item }));
  }
  const rows: ListRow[] = [];
  for (let i = 0; i < callees; i++) {
    const callee = `+9198${String(10_000_000 + i)}`;
    await know(world, callee, random.pickWeighted(STANDINGS).standing);
    rows.push({ line: i + 2, callee, variables: { name: `Callee ${i}`, day: 'Friday' } });
  }
  return rows;
}

async function know(world: CampaignWorld, number: string, standing: Standing): Promise<void> {
  const callee = await world.callees.of(number);
  const registry = { client: inFairWeather(world.registry), table: 'registry' };
  const at = world.clock.now() - DAY_MS;
  if (standing !== 'never asked') {
    await new DynamoConsents(registry).save({
      ...{ id: 'web', callee, kind: 'explicit', purposes: ['service'], channel: 'voice' },
      ...{ capturedAt: at, proof: 'web form' },
    });
  }
  if (standing !== 'opted out') return;
  const optOuts = new DynamoOptOuts(registry);
  await optOuts.add({ callee, agent: AGENT.id, callId: 'earlier', at, via: 'voice' });
}
