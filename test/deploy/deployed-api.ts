import { ACCESS, REGION } from './aws';
import type { Stage } from './stage';

/** An HTTP API of the deployed stack, for who signs. */
export class DeployedApi {
  private constructor(private readonly address: string) {}

  /** @param idBegin how the API's id in the template begins. */
  static async of({ stack, emulator }: Stage, idBegin: string): Promise<DeployedApi> {
    const { physicalId } = await stack.resource('AWS::ApiGatewayV2::Api', idBegin);
    // The host would be `<id>.execute-api.…`, which `fetch` does not let be named.
    return new DeployedApi(`${emulator}/_aws/execute-api/${physicalId}/$default`);
  }

  /** @param asked.isSigned false: as somebody without credentials. */
  async ask(
    method: string,
    path: string,
    {
      body,
      headers,
      isSigned = true,
    }: { body?: object; headers?: Record<string, string>; isSigned?: boolean } = {},
  ): Promise<{ status: number; headers: Headers; body: Record<string, unknown> }> {
    const scope = `${ACCESS.accessKeyId}/20260101/${REGION}/execute-api/aws4_request`;
    // The emulator looks whether there is one, and no more.
    const authorization = `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=0`;
    const answer = await fetch(`${this.address}${path}`, {
      method,
      headers: { 'content-type': 'application/json', ...headers, ...(isSigned && { authorization }) },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return {
      status: answer.status,
      headers: answer.headers,
      body: JSON.parse(text || '{}') as Record<string, unknown>,
    };
  }
}
