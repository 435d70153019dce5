import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { HttpServer } from './http-server';

/** Secrets Manager, as far as reading and filling a secret goes. A secret without a value answers as AWS does. */
export class FakeSecretsManager {
  /** By ARN or name; null is a secret without a value. */
  readonly secrets = new Map<string, string | null>();
  /** ARNs in the order of the reads. */
  readonly reads: string[] = [];
  /** Secrets that somebody has deleted and that AWS still keeps for some days. */
  readonly scheduledForDeletion = new Set<string>();
  /** Refuses every request, as AWS does without a permission. */
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

  /** For AWS_ENDPOINT_URL_SECRETS_MANAGER. */
  get url(): string {
    return this.server.url;
  }

  async close(): Promise<void> {
    this.client.destroy();
    await this.server.close();
  }

  private answer(target: unknown, body: Buffer): { status: number; answer: object } {
    const { SecretId: id, SecretString: given } = JSON.parse(body.toString()) as {
      SecretId: string;
      SecretString?: string;
    };
    if (target === 'secretsmanager.GetSecretValue') this.reads.push(id);
    if (this.denies) return failure('AccessDeniedException');
    const value = this.secrets.get(id);
    if (value === undefined) return failure('ResourceNotFoundException');
    if (this.scheduledForDeletion.has(id)) return failure('InvalidRequestException');
    switch (target) {
      case 'secretsmanager.GetSecretValue':
        if (value === null) return failure('ResourceNotFoundException');
        return { status: 200, answer: { ARN: id, SecretString: value } };
      case 'secretsmanager.DescribeSecret':
        return { status: 200, answer: { ARN: id, Name: id } };
      case 'secretsmanager.PutSecretValue':
        if (!given) return failure('InvalidParameterException');
        this.secrets.set(id, given);
        return { status: 200, answer: { ARN: id, Name: id, VersionStages: ['AWSCURRENT'] } };
      default:
        return failure('UnknownOperationException');
    }
  }
}

function failure(type: string): { status: number; answer: object } {
  return { status: 400, answer: { __type: type, message: 'refused by the fake' } };
}
