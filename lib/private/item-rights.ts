import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';

/**
 * Rights to some items of a table.
 *
 * @param actions without their service, as in `GetItem`.
 * @param keys how the partition keys of these items begin, as in `NUMBER#*`.
 */
export function itemRights({ tableArn }: ITableV2, actions: string[], keys: string[]): PolicyStatement {
  return new PolicyStatement({
    actions: actions.map((action) => `dynamodb:${action}`),
    resources: [tableArn],
    conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys } },
  });
}
