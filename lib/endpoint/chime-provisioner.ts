import { Duration } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Provisioner, type ProvisionerOptions } from '../private/provisioner';

const ID = 'ByonChimeProvisioner';

/** How the function logs. */
export type ChimeProvisionerOptions = ProvisionerOptions;

/** The function behind all Amazon Chime resources of a stack. What it may do, each resource brings along. */
export class ChimeProvisioner extends Provisioner {
  /** The one of a stack, made when it is first asked for; `options` count only then. */
  static of(scope: Construct, options: ChimeProvisionerOptions = {}): ChimeProvisioner {
    return this.only(scope, ID, (stack) => new ChimeProvisioner(stack, options));
  }

  private constructor(scope: Construct, options: ChimeProvisionerOptions) {
    super(scope, ID, {
      ...options,
      bundle: 'provision-chime',
      description: 'BYON: makes, changes and removes Amazon Chime resources',
      // CloudFormation waits ten minutes.
      timeout: Duration.minutes(9),
      memorySize: 256,
    });
  }
}
