import { Validations, type App } from 'aws-cdk-lib';
import { AwsSolutionsChecks } from 'cdk-nag';
import { appAsDeployed, ensureBundles } from '../lib/stacks';

export const SINGAPORE = { region: 'ap-southeast-1' };
export const VIRGINIA = { region: 'us-east-1' };

/** An app whose synth fails on a finding of AWS Solutions. */
export function checkedApp(): App {
  ensureBundles();
  const app = appAsDeployed();
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app, { verbose: true }));
  return app;
}
