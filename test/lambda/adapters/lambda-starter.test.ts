import { LambdaClient } from '@aws-sdk/client-lambda';
import { LambdaStarter } from '../../../lambda/adapters/lambda-starter';
import { aReplyJob } from '../../builders/turn-worker';
import { HttpServer } from '../../fakes/http-server';

const asked: { path: string; type: unknown; job: unknown }[] = [];
let status = 202;
let server: HttpServer;
let client: LambdaClient;

beforeAll(async () => {
  server = await HttpServer.open((request, body, response) => {
    asked.push({
      path: `${request.method} ${request.url}`,
      type: request.headers['x-amz-invocation-type'],
      job: JSON.parse(body.toString()),
    });
    response.writeHead(status, { 'x-amzn-errortype': 'ServiceException' });
    response.end(status === 202 ? '' : '{"Type":"Service"}');
  });
  client = new LambdaClient({
    endpoint: server.url,
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
});
afterAll(async () => {
  client.destroy();
  await server.close();
});

it('hands a job to the function and does not wait for it', async () => {
  const job = aReplyJob({ greeting: 'नमस्ते' });
  await new LambdaStarter({ client, functionName: 'turn' }).start(job);
  expect(asked).toEqual([{ path: 'POST /2015-03-31/functions/turn/invocations', type: 'Event', job }]);
});

it('fails when Lambda does not take the job', async () => {
  status = 500;
  await expect(new LambdaStarter({ client, functionName: 'turn' }).start(aReplyJob())).rejects.toThrow();
});
