import { Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { FunctionOptions } from '../options';
import { BundledFunction, type BundledFunctionProps } from './bundled-function';

/** How the function logs. */
export type ProvisionerOptions = Pick<FunctionOptions, 'logRetention' | 'logPersonalData'>;

type ProvisionerProps = ProvisionerOptions &
  Pick<BundledFunctionProps, 'bundle' | 'description' | 'timeout' | 'memorySize'>;

/** The function behind custom resources. What it may do, each resource brings along. */
export class Provisioner extends BundledFunction {
  /** @param props `timeout` is less than the time that CloudFormation waits, by a minute at least. */
  protected constructor(scope: Construct, id: string, props: ProvisionerProps) {
    super(scope, id, {
      ...props,
      // What is made after CloudFormation has stopped waiting, nobody removes.
      retryAttempts: 0,
      maxEventAge: Duration.minutes(1),
      statements: [],
    });
  }

  /** The one of a stack, made when it is first asked for. */
  protected static only<T extends Provisioner>(scope: Construct, id: string, make: (stack: Stack) => T): T {
    const stack = Stack.of(scope);
    return (stack.node.tryFindChild(id) as T | undefined) ?? make(stack);
  }
}
