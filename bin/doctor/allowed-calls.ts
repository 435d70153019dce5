import type { AllowedCalls } from '../aws/guard';

/** All that the doctor may ask of AWS. It only reads; a test holds every name here to that. */
export const ALLOWED_CALLS = {
  'STSClient/GetCallerIdentityCommand': 'sts:GetCallerIdentity',
  'ChimeSDKVoiceClient/ListSipMediaApplicationsCommand': 'chime:ListSipMediaApplications',
  'ChimeSDKVoiceClient/ListVoiceConnectorsCommand': 'chime:ListVoiceConnectors',
  'ChimeSDKVoiceClient/GetVoiceConnectorTerminationCommand': 'chime:GetVoiceConnectorTermination',
  'ServiceQuotasClient/ListServiceQuotasCommand': 'servicequotas:ListServiceQuotas',
  'LambdaClient/GetAccountSettingsCommand': 'lambda:GetAccountSettings',
  'CloudFormationClient/DescribeStacksCommand': 'cloudformation:DescribeStacks',
  'SecretsManagerClient/DescribeSecretCommand': 'secretsmanager:DescribeSecret',
  'SecretsManagerClient/GetSecretValueCommand': 'secretsmanager:GetSecretValue',
} as const satisfies AllowedCalls;
