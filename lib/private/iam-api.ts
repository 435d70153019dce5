import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpStage, LogGroupLogDestination, type HttpMethod } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { FunctionOptions } from '../options';

export interface IamApiProps extends Pick<FunctionOptions, 'logRetention'> {
  readonly description: string;
  readonly handler: IFunction;
  /** As in `GET /numbers/{number}`. */
  readonly routes: readonly string[];
}

/** One function over HTTPS, for who signs with AWS credentials that may do `execute-api:Invoke` there. */
export class IamApi extends Construct {
  readonly api: HttpApi;
  readonly stage: HttpStage;
  /** Who asked for what and when: the path is that of the route, without what a caller put into it. */
  readonly accessLog: LogGroup;

  constructor(scope: Construct, id: string, { description, handler, routes, logRetention }: IamApiProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', {
      description,
      createDefaultStage: false,
      defaultAuthorizer: new HttpIamAuthorizer(),
    });
    const integration = new HttpLambdaIntegration('Handler', handler);
    for (const [path, methods] of byPath(routes)) this.api.addRoutes({ path, methods, integration });
    this.accessLog = new LogGroup(this, 'AccessLog', {
      retention: logRetention ?? RetentionDays.ONE_MONTH,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      accessLogSettings: {
        destination: new LogGroupLogDestination(this.accessLog),
        format: AccessLogFormat.custom(
          JSON.stringify({
            requestId: '$context.requestId',
            time: '$context.requestTime',
            route: '$context.routeKey',
            status: '$context.status',
            caller: '$context.identity.userArn',
            error: '$context.error.message',
          }),
        ),
      },
    });
  }

  /** As in `https://….execute-api.eu-west-2.amazonaws.com/`. */
  get url(): string {
    return this.stage.url;
  }
}

function byPath(routes: readonly string[]): Map<string, HttpMethod[]> {
  const paths = new Map<string, HttpMethod[]>();
  for (const route of routes) {
    const [method = '', path = ''] = route.split(' ');
    paths.set(path, [...(paths.get(path) ?? []), method as HttpMethod]);
  }
  return paths;
}
