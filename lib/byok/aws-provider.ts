import type { Stack } from 'aws-cdk-lib';
import { PolicyStatement, type IGrantable } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import type { AwsProvider } from '../../lambda/core/agents/provider-reference';
import { acknowledgeResource } from '../private/acknowledge-resource';

interface Permission {
  readonly actions: string[];
  readonly resources: string[];
  /** Why the resources are not named one by one. */
  readonly reason: string;
}

/** Lets a function use a service of AWS as a provider: a permission in place of a key. */
export function allowAwsProvider({ grantPrincipal }: IGrantable, provider: AwsProvider, stack: Stack): void {
  const { actions, resources, reason } = permissionFor(provider, stack);
  grantPrincipal.addToPrincipalPolicy(new PolicyStatement({ actions, resources }));
  if (!Construct.isConstruct(grantPrincipal)) return;
  for (const resource of resources) acknowledgeResource(grantPrincipal, { resource, reason });
}

function permissionFor(provider: AwsProvider, { partition, account }: Stack): Permission {
  switch (provider) {
    case 'bedrock':
      return {
        actions: ['bedrock:InvokeModel', 'bedrock:InvokeModelWithResponseStream'],
        resources: [
          `arn:${partition}:bedrock:*::foundation-model/*`,
          `arn:${partition}:bedrock:*:${account}:inference-profile/*`,
        ],
        reason:
          'Agents and their models change without this policy, and an inference profile calls its model in ' +
          'whichever region of its geography has room.',
      };
    case 'polly':
      return {
        actions: ['polly:SynthesizeSpeech'],
        resources: ['*'],
        reason: 'The only resources of this call are lexicons, of which none is used.',
      };
    case 'transcribe':
      return {
        actions: ['transcribe:StartStreamTranscription'],
        resources: ['*'],
        reason: 'AWS authorises this call for all resources or none: it knows no resource types.',
      };
  }
}
