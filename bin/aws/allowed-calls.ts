import type { AllowedCalls } from './guard';

/** All that the doctor, the plan and the import may ask of AWS. They only read; a test holds every name here to that. */
export const ALLOWED_CALLS = {
  'STSClient/GetCallerIdentityCommand': 'sts:GetCallerIdentity',
  'ChimeSDKVoiceClient/ListSipMediaApplicationsCommand': 'chime:ListSipMediaApplications',
  'ChimeSDKVoiceClient/ListVoiceConnectorsCommand': 'chime:ListVoiceConnectors',
  'ChimeSDKVoiceClient/GetVoiceConnectorTerminationCommand': 'chime:GetVoiceConnectorTermination',
  'ChimeSDKVoiceClient/GetPhoneNumberCommand': 'chime:GetPhoneNumber',
  'ServiceQuotasClient/ListServiceQuotasCommand': 'servicequotas:ListServiceQuotas',
  'LambdaClient/GetAccountSettingsCommand': 'lambda:GetAccountSettings',
  'CloudFormationClient/DescribeStacksCommand': 'cloudformation:DescribeStacks',
  'CloudFormationClient/ListStackResourcesCommand': 'cloudformation:ListStackResources',
  'CloudFormationClient/GetTemplateCommand': 'cloudformation:GetTemplate',
  'DynamoDBClient/QueryCommand': 'dynamodb:Query',
  'SecretsManagerClient/DescribeSecretCommand': 'secretsmanager:DescribeSecret',
  'SecretsManagerClient/GetSecretValueCommand': 'secretsmanager:GetSecretValue',
} as const satisfies AllowedCalls;
