import { Template } from 'aws-cdk-lib/assertions';
import { SupportLineStack } from '../../examples/carriers/support-line-stack';
import { signallingRangesOf } from '../../lib/carriers/signalling-ranges';
import { checkedApp, SINGAPORE } from './checked-app';

describe('the example of two carriers', () => {
  const app = checkedApp();
  const stack = new SupportLineStack(app, 'SupportLine', { env: SINGAPORE });

  it('synthesises with nothing that AWS Solutions complains of', () => {
    expect(() => app.synth()).not.toThrow();
  });

  it('lets both call, and leads the numbers of both to one endpoint', () => {
    const template = Template.fromStack(stack);
    template.resourceCountIs('Custom::ByonCarrierNumbers', 2);
    template.resourceCountIs('Custom::ByonVoiceConnector', 1);
    const [termination] = Object.values(template.findResources('Custom::ByonTermination'));
    const ranges = ['twilio', 'vobiz'].flatMap((name) => signallingRangesOf(name)!.ranges);
    expect(termination!.Properties.CidrAllowedList).toEqual(ranges);
  });
});
