import { Template } from 'aws-cdk-lib/assertions';
import { FrontDeskStack } from '../../examples/minimal/front-desk-stack';
import { checkedApp, VIRGINIA } from './checked-app';

describe('the smallest example', () => {
  const app = checkedApp();
  const stack = new FrontDeskStack(app, 'FrontDesk', { env: VIRGINIA });
  const { messages } = app.synth().getStackByName('FrontDesk');

  it('synthesises with nothing to warn of', () => {
    expect(messages.map(({ entry }) => entry.data)).toEqual([]);
  });

  it('is one line into AWS, for one agent', () => {
    const template = Template.fromStack(stack);
    template.resourceCountIs('Custom::ByonVoiceConnector', 1);
    template.resourceCountIs('Custom::ByonSipRule', 1);
    template.resourceCountIs('AWS::SecretsManager::Secret', 1);
  });
});
