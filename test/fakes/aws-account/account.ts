import type { IncomingMessage } from 'node:http';
import { HttpServer } from '../http-server';
import { jsonRefusal, queryRefusal, restRefusal, type Answer } from './answers';
import { describeStacks, getCallerIdentity, getTemplate, listStackResources, stackId } from './query';

export interface FakeStack {
  status?: string;
  outputs?: Record<string, string>;
  /** What its template holds, by logical id. */
  resources?: Record<string, FakeResource>;
}

export interface FakeResource {
  Type: string;
  Properties?: Record<string, unknown>;
  /** Not part of the template. */
  physicalId?: string;
}

export interface FakeQuota {
  name: string;
  value: number;
}

/**
 * An AWS account as far as it tells about itself: STS, CloudFormation, Service Quotas and Lambda's settings, in all
 * regions. It takes signed requests only, and knows no operation that changes something.
 */
export class FakeAwsAccount {
  readonly id = '111122223333';
  /** What becomes of every request: with an expired session, or an access key that AWS does not know. */
  session: 'valid' | 'expired' | 'unknown' = 'valid';
  /** Actions that are refused, as in `lambda:GetAccountSettings`. */
  readonly denied = new Set<string>();
  /** By region and name, as in `eu-west-2/Byon`. */
  readonly stacks = new Map<string, FakeStack>();
  /** Those of Amazon Chime. Undefined: Service Quotas does not know the service. */
  chimeQuotas: FakeQuota[] | undefined = [];
  lambda = { ConcurrentExecutions: 1000, UnreservedConcurrentExecutions: 1000 };
  /** Actions in the order of arrival. */
  readonly actions: string[] = [];

  private constructor(private readonly server: HttpServer) {}

  static async open(): Promise<FakeAwsAccount> {
    const server = await HttpServer.open((request, body, response) => {
      const { status, type, text, error } = account.answer(request, body.toString());
      response.writeHead(status, { 'content-type': type, ...(error && { 'x-amzn-errortype': error }) });
      response.end(text);
    });
    const account = new FakeAwsAccount(server);
    return account;
  }

  /** For AWS_ENDPOINT_URL. */
  get url(): string {
    return this.server.url;
  }

  close(): Promise<void> {
    return this.server.close();
  }

  private answer(request: IncomingMessage, body: string): Answer {
    const { region, service } = signedScope(request);
    switch (service) {
      case 'sts':
      case 'cloudformation':
        return this.query(service, region, new URLSearchParams(body));
      case 'servicequotas':
        return this.quotas(request.headers['x-amz-target'], JSON.parse(body) as Record<string, unknown>);
      case 'lambda':
        return this.settings(`${request.method} ${request.url}`);
      default:
        return queryRefusal('MissingAuthenticationToken');
    }
  }

  private query(service: string, region: string, input: URLSearchParams): Answer {
    const action = `${service}:${input.get('Action')}`;
    const refused = this.refused(action, {
      expired: 'ExpiredToken',
      unknown: 'InvalidClientTokenId',
      denied: 'AccessDenied',
    });
    if (refused) return queryRefusal(refused);
    if (action === 'sts:GetCallerIdentity') return getCallerIdentity(this.id);
    // By name, or by the ARN that DescribeStacks gives.
    const name = (input.get('StackName') ?? '').split('/').at(-2) ?? input.get('StackName') ?? '';
    const stack = this.stacks.get(`${region}/${name}`);
    if (!stack) return queryRefusal('ValidationError', `Stack with id ${name} does not exist`);
    switch (action) {
      case 'cloudformation:DescribeStacks':
        return describeStacks(name, stackId(this.id, region, name), stack);
      case 'cloudformation:ListStackResources':
        return listStackResources(stack, input.get('NextToken'));
      case 'cloudformation:GetTemplate':
        return getTemplate(stack);
      default:
        return queryRefusal('InvalidAction');
    }
  }

  private quotas(target: unknown, { ServiceCode, NextToken }: Record<string, unknown>): Answer {
    const refused = this.refused('servicequotas:ListServiceQuotas', JSON_REFUSALS);
    if (refused) return jsonRefusal(refused);
    if (target !== 'ServiceQuotasV20190624.ListServiceQuotas')
      return jsonRefusal('UnknownOperationException');
    if (ServiceCode !== 'chime' || !this.chimeQuotas) return jsonRefusal('NoSuchResourceException');
    // One a page finds callers who read only the first.
    const place = Number(NextToken ?? 0);
    const { name, value } = this.chimeQuotas[place] ?? {};
    const Quotas = name === undefined ? [] : [{ ServiceCode, QuotaName: name, Value: value }];
    const more = place + 1 < this.chimeQuotas.length ? { NextToken: `${place + 1}` } : {};
    return { status: 200, type: 'application/x-amz-json-1.1', text: JSON.stringify({ Quotas, ...more }) };
  }

  private settings(route: string): Answer {
    const refused = this.refused('lambda:GetAccountSettings', JSON_REFUSALS);
    if (refused) return restRefusal(refused);
    if (!/^GET \/2016-08-19\/account-settings\/?$/.test(route))
      return restRefusal('UnknownOperationException');
    return { status: 200, type: 'application/json', text: JSON.stringify({ AccountLimit: this.lambda }) };
  }

  /** @returns the code of the refusal, or undefined where the request goes on. */
  private refused(
    action: string,
    codes: Record<'expired' | 'unknown' | 'denied', string>,
  ): string | undefined {
    this.actions.push(action);
    if (this.session !== 'valid') return codes[this.session];
    return this.denied.has(action) ? codes.denied : undefined;
  }
}

const JSON_REFUSALS = {
  expired: 'ExpiredTokenException',
  unknown: 'UnrecognizedClientException',
  denied: 'AccessDeniedException',
};

function signedScope(request: IncomingMessage): { region: string; service: string } {
  const [, region = '', service = ''] =
    /Credential=[^/]+\/\d{8}\/([^/]+)\/([^/]+)\/aws4_request/.exec(request.headers.authorization ?? '') ?? [];
  return { region, service };
}
