import { App } from 'aws-cdk-lib';
import { ByonStack } from '../../lib/byon-stack';
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
