import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Provisioner, type ProvisionerOptions } from '../private/provisioner';

const ID = 'ByonCarrierProvisioner';

/** How the function logs. */
export type CarrierProvisionerOptions = ProvisionerOptions;

/** The function behind all that a stack sets up at carriers. What it may do, each resource brings along. */
export class CarrierProvisioner extends Provisioner {
  /** The one of a stack, made when it is first asked for; `options` count only then. */
  static of(scope: Construct, options: CarrierProvisionerOptions = {}): CarrierProvisioner {
    return this.only(scope, ID, (stack) => new CarrierProvisioner(stack, options));
  }

  private constructor(scope: Construct, options: CarrierProvisionerOptions) {
    super(scope, ID, {
      ...options,
      bundle: 'provision-carrier',
      description: 'BYON: sets up trunks at carriers, connects numbers and gives them back',
      // CloudFormation waits fifteen minutes. Carriers take one number after the other, some of them three a second.
      timeout: Duration.minutes(14),
      memorySize: 512,
    });
  }
}
