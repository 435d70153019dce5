import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { leg, type Leg, type LegKey, type LegStore } from '../../core/calls/leg';
import { plainCallId } from '../call-key';
import { fromItem, keyOf, type Key } from './items';
import { setIf, type Expiring } from './set-if';

/** By what a SIP header can carry of the call's id, so that the call handler finds it. */
const legKey = ({ carrier, call }: LegKey): Key => ({ pk: `LEG#${carrier}#${plainCallId(call)}`, sk: 'LEG' });
const nonceKey = (carrier: string, nonce: string): Key => ({ pk: `NONCE#${carrier}#${nonce}`, sk: 'NONCE' });

/** Carriers' legs in the calls table, kept as long as the calls themselves. */
export class DynamoLegStore implements LegStore {
  constructor(private readonly options: Expiring) {}

  async claim(first: Parameters<LegStore['claim']>[0]): Promise<Leg> {
    if (await setIf(this.options, legKey(first), first, 'attribute_not_exists(answeredAt)')) return first;
    const known = await this.find(first);
    if (!known) throw new Error('a leg that was answered before is not there any more');
    return known;
  }

  async useNonce(carrier: string, nonce: string, by: string): Promise<boolean> {
    const unused = 'attribute_not_exists(pk) OR usedBy = :first';
    return setIf(this.options, nonceKey(carrier, nonce), { usedBy: by }, unused, { ':first': by });
  }

  async find(key: LegKey): Promise<Leg | undefined> {
    const { client, table } = this.options;
    const { Item } = await client.send(
      new GetItemCommand({ TableName: table, Key: keyOf(legKey(key)), ConsistentRead: true }),
    );
    return Item && fromItem(Item, leg);
  }

  async save(changes: Partial<Leg> & LegKey): Promise<void> {
    const mayBeLate = changes.status !== undefined && changes.endedAt === undefined;
    const condition = mayBeLate ? 'attribute_not_exists(endedAt)' : undefined;
    await setIf(this.options, legKey(changes), changes, condition);
  }
}
