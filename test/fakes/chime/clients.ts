import { ChimeSDKVoice } from '@aws-sdk/client-chime-sdk-voice';
import type { FakeChime } from './server';

/** AWS's own client on the fake. It tries once, so that a test sees every answer. */
export function clientOf(chime: FakeChime, region = 'us-east-1'): ChimeSDKVoice {
  return new ChimeSDKVoice({
    endpoint: chime.url,
    region,
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
}

/** A request that AWS's client would not make: signed by the look of it. `answer` is the body, parsed. */
export async function rawRequest(
  chime: FakeChime,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; errorType: string | null; answer: unknown }> {
  const scope = 'Credential=test/20261123/us-east-1/chime/aws4_request';
  const response = await fetch(`${chime.url}${path}`, {
    method,
    headers: {
      authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=${'0'.repeat(64)}`,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    errorType: response.headers.get('x-amzn-errortype'),
    answer: text === '' ? undefined : (JSON.parse(text) as unknown),
  };
}
