import { Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { FunctionOptions } from '../options';
import { BundledFunction } from '../private/bundled-function';

const ID = 'ByonChimeProvisioner';

/** How the function logs. */
export type ChimeProvisionerOptions = Pick<FunctionOptions, 'logRetention' | 'logPersonalData'>;

/** The function behind all Amazon Chime resources of a stack. What it may do, each resource brings along. */
export class ChimeProvisioner extends BundledFunction {
  /** The one of a stack, made when it is first asked for; `options` count only then. */
  static of(scope: Construct, options: ChimeProvisionerOptions = {}): ChimeProvisioner {
    const stack = Stack.of(scope);
    const existing = stack.node.tryFindChild(ID) as ChimeProvisioner | undefined;
    return existing ?? new ChimeProvisioner(stack, ID, options);
  }

  private constructor(scope: Construct, id: string, options: ChimeProvisionerOptions) {
    super(scope, id, {
      ...options,
      bundle: 'provision-chime',
      description: 'BYON: makes, changes and removes Amazon Chime resources',
      timeout: Duration.minutes(9),
      memorySize: 256,
      // CloudFormation waits ten minutes. What is made after that, nobody removes.
      retryAttempts: 0,
      maxEventAge: Duration.minutes(1),
      statements: [],
    });
  }
}
