import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { HttpServer } from './http-server';

/** Secrets Manager, as far as reading a secret goes. A secret without a value answers as AWS does. */
export class FakeSecretsManager {
  /** By ARN; null is a secret without a value. */
  readonly secrets = new Map<string, string | null>();
  /** ARNs in the order of the reads. */
  readonly reads: string[] = [];
  /** Refuses every read, as AWS does without a permission. */
  denies = false;

  private constructor(
    private readonly server: HttpServer,
    readonly client: SecretsManagerClient,
  ) {}

  static async open(): Promise<FakeSecretsManager> {
    const server = await HttpServer.open((request, body, response) => {
      const { status, answer } = fake.answer(request.headers['x-amz-target'], body);
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(JSON.stringify(answer));
    });
    const client = new SecretsManagerClient({
      endpoint: server.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    });
    const fake = new FakeSecretsManager(server, client);
    return fake;
  }

  async close(): Promise<void> {
    this.client.destroy();
    await this.server.close();
  }

  private answer(target: unknown, body: Buffer): { status: number; answer: object } {
    if (target !== 'secretsmanager.GetSecretValue') return failure('UnknownOperationException');
    const { SecretId: arn } = JSON.parse(body.toString()) as { SecretId: string };
    this.reads.push(arn);
    if (this.denies) return failure('AccessDeniedException');
    const value = this.secrets.get(arn);
    if (value === undefined || value === null) return failure('ResourceNotFoundException');
    return { status: 200, answer: { ARN: arn, SecretString: value } };
  }
}

function failure(type: string): { status: number; answer: object } {
  return { status: 400, answer: { __type: type, message: 'refused by the fake' } };
}
