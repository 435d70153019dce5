import { ChimeSDKVoiceClient } from '@aws-sdk/client-chime-sdk-voice';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { STSClient } from '@aws-sdk/client-sts';
import { connection, type AwsOptions } from './connection';
import { guard } from './guard';
import { ALLOWED_CALLS } from './allowed-calls';

/** An AWS account, for reading only: every client here makes only the allowed calls. */
export class Account {
  private readonly settings: ReturnType<typeof connection>;
  readonly sts: STSClient;
  readonly quotas: ServiceQuotasClient;
  readonly lambda: LambdaClient;
  readonly stacks: CloudFormationClient;
  readonly secrets: SecretsManagerClient;
  readonly tables: DynamoDBClient;

  constructor(options: AwsOptions) {
    this.settings = connection(options);
    this.sts = guard(new STSClient(this.settings), ALLOWED_CALLS);
    this.quotas = guard(new ServiceQuotasClient(this.settings), ALLOWED_CALLS);
    this.lambda = guard(new LambdaClient(this.settings), ALLOWED_CALLS);
    this.stacks = guard(new CloudFormationClient(this.settings), ALLOWED_CALLS);
    this.secrets = guard(new SecretsManagerClient(this.settings), ALLOWED_CALLS);
    this.tables = guard(new DynamoDBClient(this.settings), ALLOWED_CALLS);
  }

  /** Amazon Chime SDK Voice in one of its regions. */
  chime(region: string): ChimeSDKVoiceClient {
    return guard(new ChimeSDKVoiceClient({ ...this.settings, region }), ALLOWED_CALLS);
  }

  /** @returns undefined where neither the command nor the environment nor the profile names a region. */
  async region(): Promise<string | undefined> {
    return this.sts.config.region().catch(() => undefined);
  }
}
