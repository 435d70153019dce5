import { Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

export const CHIME_SERVICE = 'voiceconnector.chime.amazonaws.com';

/** Amazon Chime makes its role in the account with the permission of whoever needs it first. */
export function mayMakeServiceLinkedRole(scope: Construct): PolicyStatement {
  return new PolicyStatement({
    actions: ['iam:CreateServiceLinkedRole'],
    resources: [
      Stack.of(scope).formatArn({
        service: 'iam',
        region: '',
        resource: 'role',
        resourceName: `aws-service-role/${CHIME_SERVICE}/AWSServiceRoleForAmazonChimeVoiceConnector`,
      }),
    ],
    conditions: { StringEquals: { 'iam:AWSServiceName': CHIME_SERVICE } },
  });
}
