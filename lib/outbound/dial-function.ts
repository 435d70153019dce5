import { Duration, Lazy, Stack } from 'aws-cdk-lib';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { OutboundSettings } from '../../lambda/core/outbound/settings';
import type { CarrierDialling } from '../carriers/bound-carrier';
import type { CallKey } from '../carriers/call-key';
import type { IVoiceConnector } from '../endpoint/voice-connector';
import type { CalleeKey } from '../numbers/callee-key';
import type { FunctionOptions } from '../options';
import { BundledFunction } from '../private/bundled-function';
import { grantKeys } from '../private/grant-keys';
import { secretIdOf } from '../private/secret-id';
import { CALLS_RIGHTS, REGISTRY_RIGHTS, type KeyedRights } from './dial-rights';

export interface DialFunctionProps extends Pick<FunctionOptions, 'logRetention' | 'logPersonalData'> {
  readonly settings: OutboundSettings;
  readonly registryTable: ITableV2;
  readonly callsTable: ITableV2;
  /** How long call records are kept, in whole days. */
  readonly callRetention: Duration;
  readonly calleeKey: CalleeKey;
  readonly voiceConnector: IVoiceConnector;
}

/** Decides on a call, keeps the evidence, and asks the carrier to dial. The one way to a carrier. */
export class DialFunction extends BundledFunction {
  private readonly carriers = new Map<string, CarrierDialling>();
  private readonly settings: OutboundSettings;

  constructor(scope: Construct, id: string, props: DialFunctionProps) {
    const { settings, registryTable, callsTable, callRetention, calleeKey, voiceConnector, ...options } =
      props;
    const { countries, callsPerDay, closedOn, spending } = settings;
    super(scope, id, {
      ...options,
      bundle: 'dial',
      description: 'BYON: decides on a call and has a carrier dial it',
      // The HTTP API waits for 30 seconds. A carrier's answer is waited for once, for ten.
      timeout: Duration.seconds(29),
      memorySize: 1024,
      environment: {
        STACK: Stack.of(scope).stackName,
        REGISTRY_TABLE: registryTable.tableName,
        CALLS_TABLE: callsTable.tableName,
        CALL_DAYS: String(callRetention.toDays()),
        CALLEE_KEY_SECRET: calleeKey.secretId,
        LIMITS: JSON.stringify({ countries, callsPerDay, closedOn, spending }),
        VOICE_CONNECTOR: voiceConnector.outboundHostName,
        ENCRYPTION: String(voiceConnector.requireEncryption),
        CARRIERS: Lazy.string({ produce: () => this.describe() }),
      },
      statements: [
        ...REGISTRY_RIGHTS.map((rights) => keyed(registryTable, rights)),
        ...CALLS_RIGHTS.map((rights) => keyed(callsTable, rights)),
      ],
    });
    this.settings = settings;
    calleeKey.secret.grantRead(this.role);
    grantKeys(this.role, [registryTable.encryptionKey, callsTable.encryptionKey]);
  }

  /** Lets it dial through a carrier of the stack. */
  dialThrough(id: string, dialling: CarrierDialling, callKey: CallKey | undefined): void {
    this.carriers.set(id, dialling);
    dialling.credentials.grantRead(this.role);
    if (dialling.type === 'exotel') return;
    this.function.addEnvironment('BRIDGE', dialling.bridge.url.url);
    if (dialling.type !== 'twilio' || !callKey) return;
    this.function.addEnvironment('CALL_KEY_SECRET', callKey.secretArn);
    callKey.grantRead(this.role);
  }

  private describe(): string {
    const { carriers: limits } = this.settings;
    const standard = { callsPerSecond: 1, callsAtOnce: 10 };
    // Sorted, so that another order in the config is no other deployment.
    const entries = [...this.carriers].sort(([a], [b]) => (a < b ? -1 : 1));
    return Stack.of(this).toJsonString(
      Object.fromEntries(
        entries.map(([id, dialling]) => [id, { ...plain(dialling), limits: limits[id] ?? standard }]),
      ),
    );
  }
}

function plain({ credentials, ...dialling }: CarrierDialling): object {
  const secretArn = secretIdOf(credentials);
  switch (dialling.type) {
    case 'twilio': {
      const { type, admission, chimeNumber } = dialling;
      return { type, secretArn, admission, ...(chimeNumber !== undefined && { chimeNumber }) };
    }
    case 'vobiz':
      return { type: dialling.type, secretArn };
    case 'exotel': {
      const { type, cluster, flowId } = dialling;
      return { type, secretArn, cluster, flowId };
    }
  }
}

function keyed({ tableArn }: ITableV2, { actions, keys }: KeyedRights): PolicyStatement {
  return new PolicyStatement({
    actions: [...actions],
    resources: [tableArn],
    conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys } },
  });
}
