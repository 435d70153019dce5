import { Duration } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Alias, type IFunction } from 'aws-cdk-lib/aws-lambda';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { IVoiceConnector } from '../endpoint/voice-connector';
import type { FunctionOptions } from '../options';
import { BundledFunction } from '../private/bundled-function';

export interface CallHandlerProps extends FunctionOptions {
  readonly registryTable: ITableV2;
  readonly callsTable: ITableV2;
  readonly audioBucket: IBucket;
  readonly turnWorker: IFunction;
  readonly wrapUp: IFunction;
  /** How long call records are kept, in whole days. */
  readonly callRetention: Duration;
}

/** Answers every event of a call. A caller waits for it, so it has CPU to start quickly. */
export class CallHandler extends BundledFunction {
  /** The version in use. A SIP media application points here. */
  readonly alias: Alias;

  constructor(scope: Construct, id: string, props: CallHandlerProps) {
    const { registryTable, callsTable, audioBucket, turnWorker, wrapUp, callRetention, ...options } = props;
    super(scope, id, {
      ...options,
      bundle: 'call',
      description: 'BYON: answers the events of a call',
      // Amazon Chime hangs up after 20 seconds; an answer after that is no use.
      timeout: Duration.seconds(20),
      memorySize: 1024,
      environment: {
        REGISTRY_TABLE: registryTable.tableName,
        CALLS_TABLE: callsTable.tableName,
        AUDIO_BUCKET: audioBucket.bucketName,
        TURN_FUNCTION: turnWorker.functionName,
        WRAP_UP_FUNCTION: wrapUp.functionName,
        CALL_DAYS: String(callRetention.toDays()),
      },
      statements: [
        new PolicyStatement({ actions: ['dynamodb:GetItem'], resources: [registryTable.tableArn] }),
        new PolicyStatement({
          actions: [
            'dynamodb:BatchGetItem',
            'dynamodb:DeleteItem',
            'dynamodb:GetItem',
            'dynamodb:PutItem',
            'dynamodb:UpdateItem',
          ],
          resources: [callsTable.tableArn],
        }),
        new PolicyStatement({
          actions: ['lambda:InvokeFunction'],
          resources: [turnWorker.functionArn, wrapUp.functionArn],
        }),
      ],
    });
    this.alias = new Alias(this, 'Live', { aliasName: 'live', version: this.function.currentVersion });
  }

  /** Lets transfers go out over a carrier's trunk. */
  callOutBy({ ref }: IVoiceConnector): void {
    this.function.addEnvironment('VOICE_CONNECTOR_ARN', ref.voiceConnectorArn);
  }
}
