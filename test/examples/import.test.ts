import { Match, Template } from 'aws-cdk-lib/assertions';
import { ClinicStack } from '../../examples/import/clinic-stack';
import { checkedApp, SINGAPORE } from './checked-app';

describe('the example that imports BYON into a stack', () => {
  const app = checkedApp();
  const stack = new ClinicStack(app, 'Clinic', { env: SINGAPORE });
  const template = Template.fromStack(stack);

  it('synthesises with nothing that AWS Solutions complains of', () => {
    expect(() => app.synth()).not.toThrow();
  });

  it('makes no table for numbers, no secret and no key besides those of the stack', () => {
    template.resourceCountIs('AWS::DynamoDB::GlobalTable', 2);
    template.resourceCountIs('AWS::SecretsManager::Secret', 1);
    template.resourceCountIs('AWS::KMS::Key', 1);
  });

  it("reads numbers from the stack's table", () => {
    const [table] = Object.keys(
      template.findResources('AWS::DynamoDB::GlobalTable', { DeletionPolicy: 'Retain' }),
    ).filter((id) => id.startsWith('Directory'));
    template.hasResourceProperties('AWS::Lambda::Function', {
      Description: 'BYON: answers the events of a call',
      Environment: { Variables: Match.objectLike({ REGISTRY_TABLE: { Ref: table } }) },
    });
  });
});
