#!/usr/bin/env node
import { App } from 'aws-cdk-lib';
import { ByonError } from '../lambda/core/errors';
import { ByonStack } from '../lib/byon-stack';

/** `cdk deploy` runs this; `cdk deploy -c config=other.yaml` takes another config. */
function main(): void {
  const app = new App();
  const config = String(app.node.tryGetContext('config') ?? 'byon.config.yaml');
  // Where the CDK CLI would deploy to, so that a region without Amazon Chime is a fault before the deployment.
  const { CDK_DEFAULT_ACCOUNT: account, CDK_DEFAULT_REGION: region } = process.env;
  new ByonStack(app, 'Byon', { config, env: { account, region } });
}

try {
  main();
} catch (error) {
  if (!(error instanceof ByonError)) throw error;
  console.error(error.message);
  process.exit(1);
}
