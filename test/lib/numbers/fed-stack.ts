import { Template } from 'aws-cdk-lib/assertions';
import { Byon, type ByonProps } from '../../../lib';
import { emptyStack } from '../stacks';

interface Statement {
  Action: string | string[];
  Resource: unknown;
  Condition?: { 'ForAllValues:StringLike': Record<string, string[]> };
}

/** A stack, and what its functions may do. */
export class FedStack {
  readonly stack = emptyStack();
  readonly byon: Byon;
  readonly template: Template;

  constructor(props: ByonProps) {
    this.byon = new Byon(this.stack, 'Byon', props);
    this.template = Template.fromStack(this.stack);
  }

  /** What the role of a function may do, in the order in which it was stated. */
  rights(roleName: string): Statement[] {
    const { Ref } = this.stack.resolve(roleName) as { Ref: string };
    return Object.values(this.template.findResources('AWS::IAM::Policy'))
      .filter(({ Properties }) => (Properties.Roles as { Ref: string }[]).some((role) => role.Ref === Ref))
      .flatMap(({ Properties }) => Properties.PolicyDocument.Statement as Statement[]);
  }

  on(roleName: string, arn: string) {
    return this.rights(roleName)
      .filter(({ Resource }) => JSON.stringify(Resource) === JSON.stringify(this.stack.resolve(arn)))
      .map(({ Action, Condition }) => [
        [Action].flat().join(' '),
        Condition?.['ForAllValues:StringLike']['dynamodb:LeadingKeys'],
      ]);
  }
}
