import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { FunctionOptions } from '../options';
import { IamApi } from '../private/iam-api';

export interface CallsApiProps extends Pick<FunctionOptions, 'logRetention'> {
  readonly handler: IFunction;
}

/**
 * `POST /calls`, `GET /calls/{reference}` and `DELETE /calls/{reference}` over HTTPS, for who signs with AWS credentials
 * that may do `execute-api:Invoke` there (`api.arnForExecuteApi('POST', '/calls')`).
 */
export class CallsApi extends IamApi {
  constructor(scope: Construct, id: string, { handler, logRetention }: CallsApiProps) {
    super(scope, id, {
      description: 'BYON: makes calls',
      handler,
      routes: ['POST /calls', 'GET /calls/{reference}', 'DELETE /calls/{reference}'],
      logRetention,
    });
  }
}
