import { QueryCommand, UpdateItemCommand, ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import { calleeRecord, type CalleeRecord } from '../../core/outbound/campaign/callee';
import { campaignRecord, isActive, type CampaignRecord } from '../../core/outbound/campaign/campaign';
import { endOf } from '../../core/outbound/campaign/hours';
import type { CampaignStore } from '../../core/outbound/campaign/ports';
import { findIn, putIf, type RegistryTable } from './compliance-table';
import { expiryAfter, fromItem, keyOf, type Item, type Key } from './items';

const CAMPAIGN = 'CAMPAIGN';
const CALLEE = 'CALLEE#';
const NEW = 'attribute_not_exists(pk)';

const partition = (id: string) => `CAMPAIGN#${id}`;
const campaignKey = (id: string): Key => ({ pk: partition(id), sk: CAMPAIGN });
const calleeKey = (id: string, callee: string): Key => ({ pk: partition(id), sk: `${CALLEE}${callee}` });
const dayKey = (id: string, day: string): Key => ({ pk: partition(id), sk: `DAY#${day}` });

/** Partitions of `gsi1`, which has keys only: campaigns with something left to do, and callees by what comes next. */
const ACTIVE = 'ACTIVE';
const waitingOf = (id: string) => `WAITING#${id}`;
const watchedOf = (id: string) => `WATCHED#${id}`;
const moment = (at: number) => String(at).padStart(16, '0');

/** Campaigns in a table of their own, each kept for `ttlDays` after its end. Single-item conditional writes only. */
export class DynamoCampaigns implements CampaignStore {
  constructor(private readonly options: RegistryTable & { ttlDays: number }) {}

  async create(campaign: CampaignRecord): Promise<boolean> {
    return this.put(campaign, campaignKey(campaign.settings.id), campaign, NEW);
  }

  async find(id: string): Promise<CampaignRecord | undefined> {
    return findIn(this.options, campaignKey(id), campaignRecord);
  }

  async replace(campaign: CampaignRecord): Promise<boolean> {
    const { id } = campaign.settings;
    const item = isActive(campaign) ? { ...campaign, gsi1pk: ACTIVE, gsi1sk: id } : campaign;
    return this.put(campaign, campaignKey(id), item, 'version = :before', campaign.version - 1);
  }

  async active(): Promise<string[]> {
    const keys = await this.index(ACTIVE, '\uffff');
    return keys.map(({ pk }) => pk.slice(partition('').length));
  }

  async addCallee(campaign: CampaignRecord, callee: CalleeRecord): Promise<CalleeRecord> {
    const { id } = campaign.settings;
    const key = calleeKey(id, callee.callee);
    if (await this.put(campaign, key, placed(id, callee), NEW)) return callee;
    const known = await this.findCallee(id, callee.callee);
    if (!known) throw new Error('a callee who was added before is not there any more');
    return known;
  }

  async findCallee(id: string, callee: string): Promise<CalleeRecord | undefined> {
    return findIn(this.options, calleeKey(id, callee), calleeRecord);
  }

  async replaceCallee(campaign: CampaignRecord, callee: CalleeRecord): Promise<boolean> {
    const { id } = campaign.settings;
    const key = calleeKey(id, callee.callee);
    return this.put(campaign, key, placed(id, callee), 'version = :before', callee.version - 1);
  }

  async waiting(id: string, until: number, most: number): Promise<string[]> {
    return this.calleesOf(waitingOf(id), `${moment(until)}#\uffff`, most);
  }

  async watched(id: string): Promise<string[]> {
    return this.calleesOf(watchedOf(id), '\uffff');
  }

  async countDial(campaign: CampaignRecord, day: string, most: number): Promise<boolean> {
    const room = 'attribute_not_exists(dials) OR dials < :most';
    return this.count(campaign, day, 1, room, { ':most': most });
  }

  async uncountDial(campaign: CampaignRecord, day: string): Promise<void> {
    await this.count(campaign, day, -1, 'dials > :none', { ':none': 0 });
  }

  async *callees(id: string): AsyncGenerator<CalleeRecord> {
    const { client, table } = this.options;
    let start: Item | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :callee)',
          ExpressionAttributeValues: marshall({ ':pk': partition(id), ':callee': CALLEE }),
          ExclusiveStartKey: start,
          ConsistentRead: true,
        }),
      );
      for (const item of page.Items ?? []) yield fromItem(item, calleeRecord);
      start = page.LastEvaluatedKey;
    } while (start);
  }

  private async put(
    { settings }: CampaignRecord,
    key: Key,
    record: object,
    condition: string,
    before?: number,
  ): Promise<boolean> {
    const item = { ...record, expiresAt: expiryAfter(this.options.ttlDays, endOf(settings)) };
    return putIf(
      this.options,
      key,
      item,
      condition,
      before === undefined ? undefined : { ':before': before },
    );
  }

  private async count(
    { settings }: CampaignRecord,
    day: string,
    by: number,
    condition: string,
    values: Record<string, number>,
  ): Promise<boolean> {
    const { client, table, ttlDays } = this.options;
    const expiresAt = expiryAfter(ttlDays, endOf(settings));
    try {
      await client.send(
        new UpdateItemCommand({
          TableName: table,
          Key: keyOf(dayKey(settings.id, day)),
          UpdateExpression: 'ADD dials :by SET expiresAt = :expiresAt',
          ConditionExpression: condition,
          ExpressionAttributeValues: marshall({ ':by': by, ':expiresAt': expiresAt, ...values }),
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  private async calleesOf(gsi1pk: string, until: string, most?: number): Promise<string[]> {
    const keys = await this.index(gsi1pk, until, most);
    return keys.map(({ sk }) => sk.slice(CALLEE.length));
  }

  private async index(gsi1pk: string, until: string, most = Infinity): Promise<Key[]> {
    const { client, table } = this.options;
    const keys: Key[] = [];
    let start: Item | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName: table,
          IndexName: 'gsi1',
          KeyConditionExpression: 'gsi1pk = :of AND gsi1sk < :until',
          ExpressionAttributeValues: marshall({ ':of': gsi1pk, ':until': until }),
          ExclusiveStartKey: start,
          ...(most < Infinity && { Limit: most - keys.length }),
        }),
      );
      keys.push(...(page.Items ?? []).map((item) => unmarshall(item) as Key));
      start = page.LastEvaluatedKey;
    } while (start && keys.length < most);
    return keys;
  }
}

/** Where the index has a callee: nowhere once they are done. */
function placed(id: string, callee: CalleeRecord): object {
  if (callee.state === 'done') return callee;
  const gsi1pk = callee.state === 'waiting' ? waitingOf(id) : watchedOf(id);
  return { ...callee, gsi1pk, gsi1sk: `${moment(callee.nextAt ?? 0)}#${callee.callee}` };
}
