import { LambdaClient } from '@aws-sdk/client-lambda';
import { HttpServer } from './http-server';

type Body = (event: unknown) => unknown;

/** Lambda, as far as invoking a function and waiting for it goes. Functions are known by name and by ARN. */
export class FakeLambda {
  readonly functions = new Map<string, Body>();
  /** Invocations of functions that there are. */
  readonly invocations: { function: string; event: unknown }[] = [];
  /** Lambda refuses the next invocations with these errors. */
  refusals: { status: number; type: string }[] = [];

  private constructor(
    private readonly server: HttpServer,
    readonly client: LambdaClient,
  ) {}

  static async open(): Promise<FakeLambda> {
    const server = await HttpServer.open(async (request, body, response) => {
      const { status, headers = {}, answer } = await fake.answer(request, body);
      if (status === 0) return;
      response.writeHead(status, headers).end(answer === undefined ? '' : JSON.stringify(answer));
    });
    const client = new LambdaClient({
      endpoint: server.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    });
    const fake = new FakeLambda(server, client);
    return fake;
  }

  /** For AWS_ENDPOINT_URL_LAMBDA. */
  get url(): string {
    return this.server.url;
  }

  async close(): Promise<void> {
    this.client.destroy();
    await this.server.close();
  }

  /** @returns status 0 for a function that never comes back. */
  private async answer(
    { method, url = '', headers }: { method?: string | undefined; url?: string | undefined; headers: object },
    body: Buffer,
  ): Promise<{ status: number; headers?: Record<string, string>; answer?: unknown }> {
    const name = decodeURIComponent(/^\/2015-03-31\/functions\/(.+)\/invocations$/.exec(url)?.[1] ?? '');
    const type = (headers as Record<string, unknown>)['x-amz-invocation-type'];
    if (method !== 'POST' || type !== 'RequestResponse')
      return refusal(400, 'InvalidParameterValueException');
    const refused = this.refusals.shift();
    if (refused) return refusal(refused.status, refused.type);
    const run = this.functions.get(name);
    if (!run) return refusal(404, 'ResourceNotFoundException');
    const event: unknown = JSON.parse(body.toString());
    this.invocations.push({ function: name, event });
    try {
      const answer = await run(event);
      return answer === NEVER ? { status: 0 } : { status: 200, answer };
    } catch (error) {
      const { name: errorType, message: errorMessage } = error as Error;
      return {
        status: 200,
        headers: { 'x-amz-function-error': 'Unhandled' },
        answer: { errorType, errorMessage, trace: [] },
      };
    }
  }
}

/** What a function returns that never comes back. */
export const NEVER = Symbol('never');

function refusal(
  status: number,
  type: string,
): { status: number; headers: Record<string, string>; answer: object } {
  return {
    status,
    headers: { 'x-amzn-errortype': type, 'content-type': 'application/json' },
    answer: { Message: 'refused by the fake' },
  };
}
