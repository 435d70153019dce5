import type { IncomingMessage } from 'node:http';

/**
 * The phone answers nobody but its own page. A page elsewhere could reach this port from the same browser: by
 * a name that it has pointed at 127.0.0.1 (then Host is not ours) or by a WebSocket (then Origin is not ours).
 */
export function isOurHost({ headers }: IncomingMessage, port: number): boolean {
  return hostsOf(port).includes(headers.host ?? '');
}

export function isOurOrigin({ headers }: IncomingMessage, port: number): boolean {
  return hostsOf(port).some((host) => headers.origin === `http://${host}`);
}

function hostsOf(port: number): string[] {
  return [`127.0.0.1:${port}`, `localhost:${port}`];
}
