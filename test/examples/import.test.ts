import { Template } from 'aws-cdk-lib/assertions';
import { ClinicStack } from '../../examples/import/clinic-stack';
import { appAsDeployed, ensureBundles } from '../lib/stacks';

it('the example that imports the library synthesises', () => {
  ensureBundles();
  const template = Template.fromStack(new ClinicStack(appAsDeployed(), 'Clinic'));
  template.resourceCountIs('AWS::Lambda::Function', 2);
  template.resourceCountIs('AWS::DynamoDB::GlobalTable', 2);
  template.resourceCountIs('AWS::SecretsManager::Secret', 1);
});
