import { Duration, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { FunctionOptions } from '../options';
import { BundledFunction } from '../private/bundled-function';

const ID = 'ByonCarrierProvisioner';

/** How the function logs. */
export type CarrierProvisionerOptions = Pick<FunctionOptions, 'logRetention' | 'logPersonalData'>;

/** The function behind all that a stack sets up at carriers. What it may do, each resource brings along. */
export class CarrierProvisioner extends BundledFunction {
  /** The one of a stack, made when it is first asked for; `options` count only then. */
  static of(scope: Construct, options: CarrierProvisionerOptions = {}): CarrierProvisioner {
    const stack = Stack.of(scope);
    const existing = stack.node.tryFindChild(ID) as CarrierProvisioner | undefined;
    return existing ?? new CarrierProvisioner(stack, ID, options);
  }

  private constructor(scope: Construct, id: string, options: CarrierProvisionerOptions) {
    super(scope, id, {
      ...options,
      bundle: 'provision-carrier',
      description: 'BYON: sets up trunks at carriers, connects numbers and gives them back',
      // Carriers take one number after the other, and some of them three a second.
      timeout: Duration.minutes(14),
      memorySize: 512,
      // CloudFormation waits fifteen minutes. What is made after that, nobody removes.
      retryAttempts: 0,
      maxEventAge: Duration.minutes(1),
      statements: [],
    });
  }
}
