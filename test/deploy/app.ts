import * as path from 'node:path';
import { App } from 'aws-cdk-lib';
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets';
import { Queue } from 'aws-cdk-lib/aws-sqs';
import { ByonStack } from '../../lib/byon-stack';
import { CarrierProvisioner } from '../../lib/carriers/carrier-provisioner';
import { ChimeProvisioner } from '../../lib/endpoint/chime-provisioner';

/** What `bin/byon-app.ts` deploys, with a function that provisions at the fake in place of Amazon Chime. */
const app = new App();
const stack = new ByonStack(app, 'Byon', { config: String(app.node.getContext('config')) });
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
/** Where a test has fake carriers: their addresses by the carriers' own origins, as JSON. */
const carriers = app.node.tryGetContext('carriers') as string | undefined;
if (carriers) {
  const { function: provisioner } = CarrierProvisioner.of(stack);
  provisioner.addEnvironment('FAKE_CARRIERS', carriers);
  const preloaded = [require.resolve('tsx/cjs'), path.join(__dirname, 'carriers-preload.ts')];
  provisioner.addEnvironment('NODE_OPTIONS', preloaded.map((file) => `--require ${file}`).join(' '));
}
