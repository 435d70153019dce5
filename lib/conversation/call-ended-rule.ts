import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, type OnEventOptions } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { CALL_ENDED } from '../../lambda/core/memory/call-ended';

/** A rule for the end of the calls whose records are in `callsTable`, so that it meets no other stack's calls. */
export function callEndedRule(
  scope: Construct,
  id: string,
  callsTable: ITableV2,
  { target, ...options }: OnEventOptions = {},
): Rule {
  const rule = new Rule(scope, id, options);
  rule.addEventPattern({
    source: [CALL_ENDED.source],
    detailType: [CALL_ENDED.detailType],
    resources: [callsTable.tableArn],
  });
  rule.addTarget(target);
  return rule;
}
