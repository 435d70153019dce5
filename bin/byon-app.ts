#!/usr/bin/env node
import { App } from 'aws-cdk-lib';
import { ByonError } from '../lambda/core/errors';
import { ByonStack } from '../lib/byon-stack';

/** `cdk deploy` runs this; `cdk deploy -c config=other.yaml` takes another config. */
function main(): void {
  const app = new App();
  const config = String(app.node.tryGetContext('config') ?? 'byon.config.yaml');
  new ByonStack(app, 'Byon', { config });
}

try {
  main();
} catch (error) {
  if (!(error instanceof ByonError)) throw error;
  console.error(error.message);
  process.exit(1);
}
