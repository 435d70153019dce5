import type { Duration } from 'aws-cdk-lib';
import { RemovalPolicy } from 'aws-cdk-lib';
import { Role, ServicePrincipal, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function, Runtime, type FunctionOptions } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { bundledCode } from './lambda-code';

export interface BundledFunctionProps extends Pick<
  FunctionOptions,
  'description' | 'retryAttempts' | 'maxEventAge'
> {
  readonly bundle: 'call' | 'turn';
  readonly timeout: Duration;
  /** MiB; Lambda gives CPU in proportion. */
  readonly memorySize: number;
  readonly environment: Record<string, string>;
  /** All that the function may do besides writing its log. */
  readonly statements: PolicyStatement[];
  /** Whether phone numbers and transcripts are logged. */
  readonly logPersonalData: boolean;
}

/** One of our functions, with a role that holds what is stated and a log group that forgets. */
export class BundledFunction extends Construct {
  readonly role: Role;
  readonly logGroup: LogGroup;
  readonly function: Function;

  constructor(scope: Construct, id: string, props: BundledFunctionProps) {
    super(scope, id);
    const { bundle, statements, environment, logPersonalData, ...options } = props;
    this.logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    for (const statement of statements) this.role.addToPolicy(statement);
    this.logGroup.grantWrite(this.role);
    this.function = new Function(this, 'Function', {
      ...options,
      code: bundledCode(bundle),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      role: this.role,
      logGroup: this.logGroup,
      environment: {
        ...environment,
        POWERTOOLS_SERVICE_NAME: `byon-${bundle}`,
        ...(logPersonalData && { BYON_LOG_PII: 'true' }),
      },
    });
  }
}
