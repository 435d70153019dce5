import { Annotations, Match } from 'aws-cdk-lib/assertions';
import { Stack, type App, type StackProps } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Alias, Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import { InvalidInputError } from '../../../lambda/core/errors';
import { VoiceConnector } from '../../../lib/endpoint';
import { appAsDeployed, ensureBundles } from '../stacks';

export const SINGAPORE = { account: '111122223333', region: 'ap-southeast-1' };

/** A stack in a region that has Voice Connectors, unless told otherwise. */
export function chimeStack(
  props: StackProps = { env: SINGAPORE },
  app: App = appAsDeployed(),
  id = 'Line',
): Stack {
  ensureBundles();
  return new Stack(app, id, props);
}

/** Something that may answer calls. */
export function aliasIn(stack: Stack): Alias {
  const answering = new Function(stack, 'Answering', {
    code: Code.fromInline('exports.handler = async () => ({})'),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_24_X,
    role: new Role(stack, 'Answerer', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') }),
  });
  return new Alias(stack, 'Live', { aliasName: 'live', version: answering.currentVersion });
}

/** A connector that was made elsewhere, not encrypted. */
export function aConnectorElsewhere(stack: Stack) {
  return VoiceConnector.fromVoiceConnectorAttributes(stack, 'Elsewhere', {
    voiceConnectorId: 'abcdef1ghij2klmno3pqr4',
    outboundHostName: 'abcdef1ghij2klmno3pqr4.voiceconnector.chime.aws',
    requireEncryption: false,
  });
}

/** The faults that `act` throws, each as its path and message. */
export function faultsOf(act: () => unknown): [path: string, message: string][] {
  try {
    act();
  } catch (error) {
    if (error instanceof InvalidInputError) return error.faults.map(({ path, message }) => [path, message]);
    throw error;
  }
  throw new Error('nothing was thrown');
}

export function warningsOf(scope: IConstruct): string[] {
  return Annotations.fromStack(Stack.of(scope))
    .findWarning('*', Match.anyValue())
    .map(({ entry }) => (entry.data as string).replace(/ \[ack: .*\]$/, ''));
}
