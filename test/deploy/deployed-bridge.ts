import { createHmac, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { GetFunctionUrlConfigCommand } from '@aws-sdk/client-lambda';
import type { Stage } from './stage';

/** The bridge of the deployed stack, over HTTP as carriers reach it. */
export class DeployedBridge {
  private constructor(
    /** As carriers are told, without a slash at its end. */
    readonly address: string,
    private readonly emulator: string,
  ) {}

  static async of({ aws, stack, emulator }: Stage): Promise<DeployedBridge> {
    const { physicalId: FunctionName } = await stack.resource('AWS::Lambda::Url');
    const { FunctionUrl } = await aws.lambda.send(new GetFunctionUrlConfigCommand({ FunctionName }));
    return new DeployedBridge(FunctionUrl!.replace(/\/$/, ''), emulator);
  }

  /** Posts a form as Twilio does, signed over address and fields. */
  async fromTwilio(
    path: string,
    fields: Record<string, string>,
    authToken: string,
  ): Promise<{ status: number; body: string }> {
    const signed = Object.keys(fields)
      .sort()
      .reduce((text, name) => text + name + fields[name]!, `${this.address}${path}`);
    const signature = createHmac('sha1', authToken).update(signed).digest('base64');
    return this.post(path, fields, { 'x-twilio-signature': signature });
  }

  /** Posts a form as Vobiz does, signed over address and nonce. @param url as Vobiz was given it. */
  async fromVobiz(
    url: string,
    fields: Record<string, string>,
    authToken: string,
  ): Promise<{ status: number; body: string }> {
    const nonce = randomUUID();
    const signature = createHmac('sha256', authToken).update(`${url}.${nonce}`).digest('base64');
    const signed = { 'x-vobiz-signature-v3': signature, 'x-vobiz-signature-v3-nonce': nonce };
    return this.post(url.slice(this.address.length), fields, signed);
  }

  /** `fetch` would not let the host be named that the emulator finds the function by. */
  private post(
    path: string,
    fields: Record<string, string>,
    headers: Record<string, string>,
  ): Promise<{ status: number; body: string }> {
    const { host } = new URL(this.address);
    const body = new URLSearchParams(fields).toString();
    return new Promise((resolve, reject) => {
      const sent = request(
        `${this.emulator}${path}`,
        {
          method: 'POST',
          headers: { ...headers, host, 'content-type': 'application/x-www-form-urlencoded' },
        },
        (response) => {
          let text = '';
          response.setEncoding('utf8');
          response.on('data', (chunk: string) => (text += chunk));
          response.on('end', () => resolve({ status: response.statusCode!, body: text }));
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }
}
