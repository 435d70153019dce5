import { Duration, TimeZone } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Rule, type OnEventOptions } from 'aws-cdk-lib/aws-events';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { ScheduleExpression, type Schedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { DLT_EXPIRING } from '../../lambda/core/compliance/expiry-news';
import type { FunctionOptions } from '../options';
import { BundledFunction } from '../private/bundled-function';
import { defaultBus } from '../private/default-bus';
import { functionSchedule } from '../private/function-schedule';
import { grantKeys } from '../private/grant-keys';
import { itemRights } from '../private/item-rights';

export interface ExpiryWatchProps extends Pick<FunctionOptions, 'logRetention' | 'logPersonalData'> {
  readonly registryTable: ITableV2;
}

/** Looks each morning which DLT registrations of numbers end soon, and sends an event for each. */
export class ExpiryWatch extends Construct {
  readonly teller: BundledFunction;
  /** At six in the morning of India. */
  readonly schedule: Schedule;

  private readonly registryTable: ITableV2;

  constructor(scope: Construct, id: string, { registryTable, ...options }: ExpiryWatchProps) {
    super(scope, id);
    this.registryTable = registryTable;
    this.teller = new BundledFunction(this, 'Teller', {
      ...options,
      bundle: 'tell-expiries',
      description: 'BYON: tells which DLT registrations end soon, each day',
      // A hundred thousand numbers take it two minutes (estimated).
      timeout: Duration.minutes(15),
      memorySize: 512,
      retryAttempts: 2,
      environment: {
        REGISTRY_TABLE: registryTable.tableName,
        REGISTRY_TABLE_ARN: registryTable.tableArn,
      },
      statements: [
        // The index holds numbers and nothing else of the table.
        new PolicyStatement({
          actions: ['dynamodb:Scan'],
          resources: [`${registryTable.tableArn}/index/gsi1`],
        }),
        itemRights(registryTable, ['GetItem', 'PutItem'], ['EXPIRIES']),
        new PolicyStatement({ actions: ['events:PutEvents'], resources: [defaultBus(this)] }),
      ],
    });
    grantKeys(this.teller.role, [registryTable.encryptionKey]);
    this.schedule = functionSchedule(this, 'EachDay', {
      function: this.teller.function,
      description: 'BYON: tells which DLT registrations end soon',
      schedule: ScheduleExpression.cron({ hour: '6', minute: '0', timeZone: TimeZone.of('Asia/Kolkata') }),
      // The next day makes up for one that was left out.
      retryAttempts: 3,
      maxEventAge: Duration.hours(6),
    });
  }

  /** A rule that sees what is told of this registry's numbers, and of no other's. */
  rule(scope: Construct, id: string, { target, ...options }: OnEventOptions = {}): Rule {
    const rule = new Rule(scope, id, options);
    rule.addEventPattern({
      source: [DLT_EXPIRING.source],
      detailType: [DLT_EXPIRING.detailType],
      resources: [this.registryTable.tableArn],
    });
    rule.addTarget(target);
    return rule;
  }
}
