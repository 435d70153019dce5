import { RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { FunctionOptions } from '../options';

export interface CallsApiProps extends Pick<FunctionOptions, 'logRetention'> {
  readonly handler: IFunction;
}

/**
 * `POST /calls`, `GET /calls/{reference}` and `DELETE /calls/{reference}` over HTTPS, for who signs with AWS credentials
 * that may do `execute-api:Invoke` there (`api.arnForExecuteApi('POST', '/calls')`).
 */
export class CallsApi extends Construct {
  readonly api: HttpApi;
  readonly stage: HttpStage;
  /** Who asked for what and when; no number. */
  readonly accessLog: LogGroup;

  constructor(scope: Construct, id: string, { handler, logRetention }: CallsApiProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', {
      description: 'BYON: makes calls',
      createDefaultStage: false,
      defaultAuthorizer: new HttpIamAuthorizer(),
    });
    const integration = new HttpLambdaIntegration('Dial', handler);
    this.api.addRoutes({ path: '/calls', methods: [HttpMethod.POST], integration });
    const call = [HttpMethod.GET, HttpMethod.DELETE];
    this.api.addRoutes({ path: '/calls/{reference}', methods: call, integration });
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
