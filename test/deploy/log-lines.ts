import type { Stage } from './stage';

interface Streams {
  logStreams: { logStreamName: string }[];
}
interface Events {
  events: { message: string }[];
}

/** What the functions of the stack have logged. */
export async function logLines({ aws, stack }: Pick<Stage, 'aws' | 'stack'>): Promise<string[]> {
  const lines: string[] = [];
  for (const { type, physicalId: logGroupName } of await stack.resources()) {
    if (type !== 'AWS::Logs::LogGroup') continue;
    const { logStreams } = (await aws.logs('DescribeLogStreams', { logGroupName })) as Streams;
    for (const { logStreamName } of logStreams) {
      const page = (await aws.logs('GetLogEvents', {
        logGroupName,
        logStreamName,
        startFromHead: true,
      })) as Events;
      lines.push(...page.events.map(({ message }) => message));
    }
  }
  return lines;
}
