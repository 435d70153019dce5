import { Template } from 'aws-cdk-lib/assertions';
import { LineStack } from '../../examples/two-regions/line-stack';
import { checkedApp, SINGAPORE, VIRGINIA } from './checked-app';

describe('the example of two regions', () => {
  const app = checkedApp();
  const virginia = new LineStack(app, 'LineVirginia', { env: VIRGINIA });
  const singapore = new LineStack(app, 'LineSingapore', {
    env: SINGAPORE,
    failover: virginia.byon.endpoint.application,
  });
  const assembly = app.synth();

  it('deploys Virginia first', () => {
    const { dependencies } = assembly.getStackByName('LineSingapore');
    expect(dependencies.map(({ id }) => id)).toContain('LineVirginia');
  });

  it("tries Singapore's application first and then Virginia's", () => {
    const rules = Object.values(Template.fromStack(singapore).findResources('Custom::ByonSipRule'));
    expect(rules.map(({ Properties }) => Properties.TargetApplications)).toEqual([
      [
        {
          AwsRegion: 'ap-southeast-1',
          Priority: 1,
          SipMediaApplicationId: singapore.resolve(
            singapore.byon.endpoint.application.ref.sipMediaApplicationId,
          ),
        },
        {
          AwsRegion: 'us-east-1',
          Priority: 2,
          SipMediaApplicationId: {
            'Fn::GetStackOutput': expect.objectContaining({ StackName: 'LineVirginia', Region: 'us-east-1' }),
          },
        },
      ],
    ]);
  });

  it('has the same agents and numbers in both', () => {
    expect(singapore.byon.records()).toEqual(virginia.byon.records());
    expect(singapore.byon.records().numbers).toHaveLength(2);
  });
});
