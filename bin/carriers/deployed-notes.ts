import { DynamoCarrierNotes } from '../../lambda/adapters/dynamodb/carrier-notes';
import type { NumberNote } from '../../lambda/core/carriers/plan-numbers';
import { markOf } from '../../lambda/custom-resource/owner';
import type {
  CarrierNumbersProperties,
  CarrierResourceType,
} from '../../lambda/provision-carrier/properties';
import type { Account } from '../aws/account';
import type { DeployedStack } from '../aws/deployed-stack';
import { resourcesOfType } from '../aws/stack-resources';
import { AwsTrouble } from '../aws/trouble';

const NUMBERS: CarrierResourceType = 'Custom::ByonCarrierNumbers';

/**
 * What a deployed stack has noted of the numbers that it leads to itself, by the carrier's id in the stack.
 *
 * @throws AwsTrouble where AWS does not tell.
 */
export async function deployedNotes(
  account: Account,
  stack: DeployedStack | undefined,
): Promise<ReadonlyMap<string, NumberNote[]>> {
  if (!stack) return new Map();
  const found = await resourcesOfType(account, stack.id, NUMBERS);
  const notes = found.map(async ({ logicalId, properties }): Promise<[string, NumberNote[]]> => {
    const { CarrierId, Table }: Partial<Record<keyof CarrierNumbersProperties, unknown>> = properties;
    if (typeof CarrierId !== 'string' || typeof Table !== 'string') throw unreadable(logicalId);
    const owner = markOf({ stackId: stack.id, logicalId });
    return [
      CarrierId,
      await new DynamoCarrierNotes({ client: account.tables, table: Table, owner }).numbers(),
    ];
  });
  return new Map(await Promise.all(notes));
}

function unreadable(logicalId: string): AwsTrouble {
  const message = `the deployed template names the table of ${logicalId} by an expression, not by its name`;
  const next = 'let the stack make the registry table, or import one by its name';
  return new AwsTrouble('refused', 'NoTable', message, next);
}
