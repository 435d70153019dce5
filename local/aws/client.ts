import type { LocalClock } from '../clock';

// On Node 20 every client would tell, once a process, that a later SDK wants a newer Node; the pinned one does not.
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';

/** A service of AWS, on 127.0.0.1. */
export interface LocalServer {
  port: number;
  close: () => Promise<void>;
}

/** How a client of the AWS SDK reaches a service in this process. The address is a number: no name is looked up. */
export function localClient(port: number) {
  return {
    endpoint: `http://127.0.0.1:${port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  };
}

/** Real traffic takes no time of the clock, so that a call can be played faster than it is spoken. */
export function outOfTime(
  client: { middlewareStack: { add: (middleware: never, options: { step: 'initialize' }) => void } },
  clock: LocalClock,
): void {
  const middleware = (next: (args: unknown) => Promise<unknown>) => (args: unknown) =>
    clock.during(() => next(args));
  client.middlewareStack.add(middleware as never, { step: 'initialize' });
}
