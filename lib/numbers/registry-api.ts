import { Duration, Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ROUTES } from '../../lambda/registry-api/routes';
import type { FunctionOptions } from '../options';
import { BundledFunction } from '../private/bundled-function';
import { grantKeys } from '../private/grant-keys';
import { IamApi } from '../private/iam-api';
import type { CalleeKey } from './callee-key';
import type { RegistryDeployment } from './registry-deployment';

export interface RegistryApiProps extends Pick<FunctionOptions, 'logRetention' | 'logPersonalData'> {
  readonly registryTable: ITableV2;
  readonly calleeKey: CalleeKey;
  /** Tells what the stack was deployed with: an agent can use no more. */
  readonly deployment: RegistryDeployment;
}

/**
 * Numbers, agents, consents and opt-outs over HTTPS, for who signs with AWS credentials that may do
 * `execute-api:Invoke` there (`api.arnForExecuteApi('PUT', '/consents/*')`). `docs/openapi/registry.json` describes it.
 */
export class RegistryApi extends Construct {
  readonly api: HttpApi;
  readonly handler: BundledFunction;
  /** Who asked for what and when; no number. */
  readonly accessLog: LogGroup;
  /** As in `https://….execute-api.eu-west-2.amazonaws.com/`. */
  readonly url: string;

  constructor(scope: Construct, id: string, props: RegistryApiProps) {
    super(scope, id);
    const { registryTable, calleeKey, deployment, logRetention, logPersonalData } = props;
    this.handler = new BundledFunction(this, 'Handler', {
      ...{ logRetention, logPersonalData },
      bundle: 'registry-api',
      description: 'BYON: numbers, agents, consents and opt-outs over HTTPS',
      // The HTTP API waits for 30 seconds.
      timeout: Duration.seconds(29),
      memorySize: 1024,
      environment: {
        REGISTRY_TABLE: registryTable.tableName,
        CALLEE_KEY_SECRET: calleeKey.secretId,
        STACK_ID: Stack.of(this).stackId,
        DEPLOYMENT: Stack.of(this).getLogicalId(deployment.resource.node.defaultChild as never),
      },
      statements: statements(registryTable),
    });
    calleeKey.secret.grantRead(this.handler.role);
    grantKeys(this.handler.role, [registryTable.encryptionKey]);
    const { api, accessLog, url } = new IamApi(this, 'Http', {
      description: 'BYON: the registry',
      handler: this.handler.function,
      routes: Object.keys(ROUTES),
      logRetention,
    });
    this.api = api;
    this.accessLog = accessLog;
    this.url = url;
  }
}

/** Decisions and scrubs are out of reach. A route that a number has no longer is the one thing that is deleted. */
function statements({ tableArn }: ITableV2): PolicyStatement[] {
  const keyed = (actions: string[], keys: string[], resource = tableArn) =>
    new PolicyStatement({
      actions: actions.map((action) => `dynamodb:${action}`),
      resources: [resource],
      conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keys } },
    });
  const registered = ['NUMBER#*', 'ROUTE#*', 'AGENT#*'];
  return [
    keyed(['GetItem', 'BatchGetItem', 'Query'], [...registered, 'STACK#*', 'CONSENT#*', 'OPTOUT#*']),
    keyed(['PutItem', 'UpdateItem'], [...registered, 'CONSENT#*', 'OPTOUT#*']),
    keyed(['DeleteItem'], ['ROUTE#*']),
    keyed(['Query'], ['AGENT#*'], `${tableArn}/index/gsi1`),
    // A scan has no keys that a condition could name. The index holds numbers and nothing else of the table.
    new PolicyStatement({ actions: ['dynamodb:Scan'], resources: [`${tableArn}/index/gsi1`] }),
  ];
}
