import { Duration, Lazy, Stack, type Duration as Days } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { FunctionUrlAuthType, type FunctionUrl } from 'aws-cdk-lib/aws-lambda';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import type { IVoiceConnector } from '../endpoint/voice-connector';
import type { FunctionOptions } from '../options';
import { BundledFunction } from '../private/bundled-function';
import { grantKeys } from '../private/grant-keys';
import { secretIdOf } from '../private/secret-id';
import type { CallKey } from './call-key';

export interface BridgeProps extends Pick<FunctionOptions, 'logRetention' | 'logPersonalData'> {
  readonly registryTable: ITableV2;
  readonly callsTable: ITableV2;
  /** How long call records are kept, in whole days. */
  readonly callRetention: Days;
  readonly voiceConnector: IVoiceConnector;
  readonly callKey: CallKey;
}

/** A carrier that asks the bridge what to do with a call. */
export interface BridgedCarrier {
  readonly type: 'twilio' | 'vobiz';
  readonly credentials: ISecret;
  readonly admission: 'chime-number' | 'stand-in';
  /** With admission `chime-number`, in E.164. */
  readonly chimeNumber?: string | undefined;
}

/**
 * Answers carriers that let a program answer the call: it tells them the SIP URI of the Voice Connector, and introduces
 * the call to the call handler. Anybody can reach its address, so it answers only what the carrier has signed.
 */
export class Bridge extends BundledFunction {
  readonly url: FunctionUrl;

  private readonly carriers = new Map<string, BridgedCarrier>();

  constructor(scope: Construct, id: string, props: BridgeProps) {
    const { registryTable, callsTable, callRetention, voiceConnector, callKey, ...options } = props;
    super(scope, id, {
      ...options,
      bundle: 'bridge',
      description: 'BYON: tells carriers where a call goes',
      // Carriers give up after ten seconds or more; an answer after that is no use.
      timeout: Duration.seconds(10),
      memorySize: 1024,
      environment: {
        REGISTRY_TABLE: registryTable.tableName,
        CALLS_TABLE: callsTable.tableName,
        CALL_DAYS: String(callRetention.toDays()),
        VOICE_CONNECTOR: voiceConnector.outboundHostName,
        ENCRYPTION: String(voiceConnector.requireEncryption),
        CALL_KEY_SECRET: callKey.secretArn,
        CARRIERS: Lazy.string({ produce: () => this.describe() }),
      },
      statements: [
        new PolicyStatement({ actions: ['dynamodb:GetItem'], resources: [registryTable.tableArn] }),
        new PolicyStatement({
          actions: ['dynamodb:GetItem', 'dynamodb:UpdateItem'],
          resources: [callsTable.tableArn],
        }),
      ],
    });
    callKey.grantRead(this.role);
    grantKeys(this.role, [registryTable.encryptionKey, callsTable.encryptionKey]);
    this.url = this.function.addFunctionUrl({ authType: FunctionUrlAuthType.NONE });
  }

  /** @param id of the carrier in the stack: its addresses begin with it. */
  addCarrier(id: string, carrier: BridgedCarrier): void {
    this.carriers.set(id, carrier);
    carrier.credentials.grantRead(this.role);
  }

  /** What the carrier's account must name, as in `https://….lambda-url.us-east-1.on.aws/twilio/voice`. */
  addressOf(id: string, step: 'voice' | 'status'): string {
    return `${this.url.url}${id}/${step}`;
  }

  private describe(): string {
    const entries = [...this.carriers].sort(([a], [b]) => (a < b ? -1 : 1));
    return Stack.of(this).toJsonString(
      Object.fromEntries(
        entries.map(([id, { credentials, ...carrier }]) => [
          id,
          { type: carrier.type, secretArn: secretIdOf(credentials), ...admissionOf(carrier) },
        ]),
      ),
    );
  }
}

function admissionOf({ admission, chimeNumber }: Pick<BridgedCarrier, 'admission' | 'chimeNumber'>) {
  return { admission, ...(chimeNumber !== undefined && { chimeNumber }) };
}
