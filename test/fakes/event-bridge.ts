import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { HttpServer } from './http-server';

interface Entry {
  Source: string;
  DetailType: string;
  Detail: string;
  Resources?: string[];
}

const MOST_BYTES = 256 * 1024;

/** EventBridge's default bus, as far as putting events goes. It answers a refused event with 200, as the real one. */
export class FakeEventBridge {
  readonly events: { source: string; detailType: string; detail: unknown; resources: string[] }[] = [];
  /** Refuses the next entry with this code. */
  refusal: string | undefined;
  /** Answers nothing. */
  hangs = false;

  private constructor(
    private readonly server: HttpServer,
    readonly client: EventBridgeClient,
  ) {}

  static async open(): Promise<FakeEventBridge> {
    const server = await HttpServer.open((request, body, response) => {
      if (fake.hangs) return;
      const known = request.headers['x-amz-target'] === 'AWSEvents.PutEvents';
      response.writeHead(known ? 200 : 400, { 'content-type': 'application/x-amz-json-1.1' });
      const { Entries } = JSON.parse(body.toString()) as { Entries: Entry[] };
      response.end(JSON.stringify(known ? fake.take(Entries) : { __type: 'UnknownOperationException' }));
    });
    const client = new EventBridgeClient({
      endpoint: server.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    });
    const fake = new FakeEventBridge(server, client);
    return fake;
  }

  /** For AWS_ENDPOINT_URL_EVENTBRIDGE. */
  get url(): string {
    return this.server.url;
  }

  async close(): Promise<void> {
    this.client.destroy();
    await this.server.close();
  }

  private take(entries: Entry[]): object {
    const answers = entries.map((entry) => this.takeOne(entry));
    const FailedEntryCount = answers.filter((answer) => 'ErrorCode' in answer).length;
    return { FailedEntryCount, Entries: answers };
  }

  private takeOne({ Source, DetailType, Detail, Resources = [] }: Entry): object {
    const code = this.refusal ?? faultOf({ Source, DetailType, Detail, Resources });
    this.refusal = undefined;
    if (code) return { ErrorCode: code, ErrorMessage: 'refused by the fake' };
    this.events.push({
      source: Source,
      detailType: DetailType,
      detail: JSON.parse(Detail) as unknown,
      resources: Resources,
    });
    return { EventId: `event-${this.events.length}` };
  }
}

function faultOf(entry: Entry): string | undefined {
  if (!entry.Source || !entry.DetailType || entry.Source.startsWith('aws.')) return 'InvalidArgument';
  return Buffer.byteLength(JSON.stringify(entry)) > MOST_BYTES ? 'InvalidArgument' : undefined;
}
