import { Stack, type Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Schedule, type ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Construct } from 'constructs';
import { acknowledgeResource } from './acknowledge-resource';

export interface FunctionScheduleProps {
  readonly function: IFunction;
  readonly description: string;
  readonly schedule: ScheduleExpression;
  /** Of handing the event over; what the function does with it, it says itself. */
  readonly retryAttempts: number;
  readonly maxEventAge: Duration;
}

/** Invokes one of our functions at set times. */
export function functionSchedule(scope: Construct, id: string, props: FunctionScheduleProps): Schedule {
  const { function: target, description, schedule, retryAttempts, maxEventAge } = props;
  const made = new Schedule(scope, id, {
    description,
    schedule,
    target: new LambdaInvoke(target, { retryAttempts, maxEventAge }),
  });
  acknowledgeResource(Stack.of(scope), {
    resource: `${target.functionArn}:*`,
    reason: 'The role of the schedule invokes this one function; CDK names its versions, too.',
  });
  return made;
}
