import { Duration, Stack } from 'aws-cdk-lib';
import { ProjectionType, type ITableV2, type TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { ScheduleExpression, type Schedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import type { CalleeKey } from '../numbers/callee-key';
import type { FunctionOptions } from '../options';
import { BundledFunction } from '../private/bundled-function';
import { functionSchedule } from '../private/function-schedule';
import { grantKeys } from '../private/grant-keys';
import { itemRights } from '../private/item-rights';
import { text } from '../private/keyed-table';

export interface CallbacksProps extends Pick<FunctionOptions, 'logRetention' | 'logPersonalData'> {
  readonly registryTable: ITableV2;
  /** Where agents note who wants to be called back. It gets an index by time. */
  readonly callsTable: TableV2;
  /** How long call records are kept, in whole days. */
  readonly callRetention: Duration;
  readonly calleeKey: CalleeKey;
  /** Every call goes this way. */
  readonly dialFunction: IFunction;
}

const INDEX = 'gsi1';

/** Calls callers back: a function looks each minute whose time has come, and hands them to the dial function. */
export class Callbacks extends Construct {
  readonly dialler: BundledFunction;
  readonly schedule: Schedule;

  constructor(scope: Construct, id: string, props: CallbacksProps) {
    super(scope, id);
    const { registryTable, callsTable, callRetention, calleeKey, dialFunction, ...options } = props;
    callsTable.addGlobalSecondaryIndex({
      indexName: INDEX,
      partitionKey: text('gsi1pk'),
      sortKey: text('gsi1sk'),
      projectionType: ProjectionType.KEYS_ONLY,
    });
    this.dialler = new BundledFunction(this, 'Dialler', {
      logRetention: options.logRetention,
      logPersonalData: options.logPersonalData,
      bundle: 'dial-callbacks',
      description: 'BYON: has callers called back, each minute',
      // It begins none after 40 seconds, and the dial function has 29.
      timeout: Duration.seconds(90),
      memorySize: 512,
      // The next minute is another try.
      retryAttempts: 0,
      maxEventAge: Duration.seconds(60),
      environment: {
        STACK: Stack.of(this).stackName,
        REGISTRY_TABLE: registryTable.tableName,
        CALLS_TABLE: callsTable.tableName,
        CALL_DAYS: String(callRetention.toDays()),
        CALLEE_KEY_SECRET: calleeKey.secretId,
        DIAL_FUNCTION: dialFunction.functionName,
      },
      statements: [
        new PolicyStatement({
          actions: ['dynamodb:Query'],
          resources: [`${callsTable.tableArn}/index/${INDEX}`],
        }),
        itemRights(callsTable, ['GetItem', 'PutItem'], ['CALLBACK#*']),
        itemRights(callsTable, ['GetItem'], ['DIAL#*']),
        itemRights(registryTable, ['PutItem', 'UpdateItem'], ['CONSENT#*']),
        new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [dialFunction.functionArn] }),
      ],
    });
    calleeKey.secret.grantRead(this.dialler.role);
    grantKeys(this.dialler.role, [registryTable.encryptionKey, callsTable.encryptionKey]);
    this.schedule = functionSchedule(this, 'EveryMinute', {
      function: this.dialler.function,
      description: 'BYON: has callers called back',
      schedule: ScheduleExpression.rate(Duration.minutes(1)),
      retryAttempts: 0,
      maxEventAge: Duration.seconds(60),
    });
  }
}
