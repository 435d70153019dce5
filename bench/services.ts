import { fork } from 'node:child_process';
import { once } from 'node:events';
import { serveDynamo } from '../local/aws/dynamodb';
import { serveS3 } from '../local/aws/s3';

interface Services {
  ports: { dynamo: number; s3: number };
  stop: () => void;
}

/** DynamoDB and S3 in a process of their own, so that their work is not taken for the handlers'. */
export async function startServices(): Promise<Services> {
  const child = fork(__filename);
  const failed = once(child, 'exit').then(() => {
    throw new Error('the process of the services ended before it was ready');
  });
  failed.catch(() => {});
  const [ports] = (await Promise.race([once(child, 'message'), failed])) as [Services['ports']];
  return { ports, stop: () => child.kill() };
}

async function serve(): Promise<void> {
  const [dynamo, s3] = await Promise.all([serveDynamo(), serveS3()]);
  process.send?.({ dynamo: dynamo.port, s3: s3.port });
  // Whoever started this may have died.
  process.on('disconnect', () => process.exit());
}

if (require.main === module) void serve();
