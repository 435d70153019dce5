import { type Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { ManagedPolicy, Role, ServicePrincipal, type PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function, Runtime, type FunctionOptions as Options } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { FunctionOptions } from '../options';
import { bundledCode, type Bundle } from './lambda-code';

export interface BundledFunctionProps
  extends Pick<Options, 'description' | 'retryAttempts' | 'maxEventAge' | 'onFailure'>, FunctionOptions {
  readonly bundle: Bundle;
  readonly timeout: Duration;
  /** MiB; Lambda gives CPU in proportion. */
  readonly memorySize: number;
  readonly environment?: Record<string, string>;
  /** All that the function may do besides writing its log. */
  readonly statements: PolicyStatement[];
}

/** One of our functions, with a role that holds what is stated and a log group that forgets. */
export class BundledFunction extends Construct {
  readonly role: Role;
  readonly logGroup: LogGroup;
  readonly function: Function;

  constructor(scope: Construct, id: string, props: BundledFunctionProps) {
    super(scope, id);
    const { bundle, statements, environment, logPersonalData, logRetention, ...options } = props;
    this.logGroup = new LogGroup(this, 'Log', {
      retention: logRetention ?? RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    });
    if (options.vpc) letIntoNetwork(this.role);
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

/** CDK does this for roles of its own making only. */
function letIntoNetwork(role: Role): void {
  const name = 'service-role/AWSLambdaVPCAccessExecutionRole';
  role.addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName(name));
  Validations.of(role).acknowledge({
    id: `AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/${name}]`,
    reason: "Network interfaces have no ARN that is known beforehand; AWS's own policy is kept up to date.",
  });
}
