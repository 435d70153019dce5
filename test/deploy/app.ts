import * as path from 'node:path';
import { App, CliCredentialsStackSynthesizer } from 'aws-cdk-lib';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { ByonStack } from '../../lib/byon-stack';
import { CarrierProvisioner } from '../../lib/carriers/carrier-provisioner';
import { ChimeProvisioner } from '../../lib/endpoint/chime-provisioner';
import { Preloads } from './preloads';

/** What `bin/byon-app.ts` deploys, with a function that provisions at the fake in place of Amazon Chime. */
const app = new App();
const stack = new ByonStack(app, 'Byon', {
  config: String(app.node.getContext('config')),
  // Where permissions are enforced, the emulator lets nobody do what the roles of `cdk bootstrap` are for.
  ...(app.node.tryGetContext('enforced') && { synthesizer: new CliCredentialsStackSynthesizer() }),
});
ChimeProvisioner.of(stack).function.addEnvironment(
  'AWS_ENDPOINT_URL_CHIME_SDK_VOICE',
  String(app.node.getContext('chime')),
);
/** Where a test wants the registry's function to meet a table that refuses it. */
const registryTable = app.node.tryGetContext('registryTable') as string | undefined;
if (registryTable) {
  stack.byon.registry.deployment.provisioner.function.addEnvironment(
    'AWS_ENDPOINT_URL_DYNAMODB',
    registryTable,
  );
}
/** Where a test listens for the end of calls: the ARN of its queue. */
const listener = app.node.tryGetContext('listener') as string | undefined;
if (listener) {
  const target = new SqsQueue(Queue.fromQueueArn(stack, 'Listener', listener));
  stack.byon.onCallEnded('ToListener', { target });
}
const preloads = new Preloads();
/** Where a test moves the clocks of the functions: by so many milliseconds. */
const clockAhead = app.node.tryGetContext('clockAhead') as string | undefined;
if (clockAhead) {
  const functions = stack.node.findAll().filter((one) => one instanceof LambdaFunction);
  for (const one of functions) {
    one.addEnvironment('CLOCK_AHEAD_MS', clockAhead);
    preloads.add(one, path.join(__dirname, 'moved-clock.js'));
  }
}
/** Where a test has fake carriers: their addresses by the carriers' own origins, as JSON. */
const carriers = app.node.tryGetContext('carriers') as string | undefined;
if (carriers) {
  const { dialFunction } = stack.byon.outbound ?? {};
  for (const one of [CarrierProvisioner.of(stack).function, dialFunction?.function]) {
    one?.addEnvironment('FAKE_CARRIERS', carriers);
    if (one) preloads.add(one, require.resolve('tsx/cjs'), path.join(__dirname, 'carriers-preload.ts'));
  }
}
