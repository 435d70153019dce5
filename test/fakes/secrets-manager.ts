import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { HttpServer } from './http-server';
import { inProcess, type Reply, type WireRequest } from './in-process';

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
  /** So many requests get no answer from now on. */
  hanging = 0;

  private server?: HttpServer;

  /** Reaches the fake without a socket. */
  readonly client = new SecretsManagerClient({
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    requestHandler: inProcess((request, body, reply) => this.serve(request, body, reply)),
  });

  /** By HTTP too, for clients that are made elsewhere. */
  static async open(): Promise<FakeSecretsManager> {
    const fake = new FakeSecretsManager();
    fake.server = await HttpServer.open((request, body, response) => fake.serve(request, body, response));
    return fake;
  }

  /** For AWS_ENDPOINT_URL_SECRETS_MANAGER. */
  get url(): string {
    if (this.server === undefined) throw new Error('the fake is not open');
    return this.server.url;
  }

  async close(): Promise<void> {
    this.client.destroy();
    await this.server?.close();
  }

  private serve(request: WireRequest, body: Buffer, reply: Reply): void {
    if (this.hanging-- > 0) return;
    const { status, answer } = this.answer(request.headers['x-amz-target'], body);
    reply.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
    reply.end(JSON.stringify(answer));
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
