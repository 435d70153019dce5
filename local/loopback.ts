import type { Server as HttpServer } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';

type Server = HttpServer | HttpsServer;

const TRIES = 50;

/**
 * Binds a server to 127.0.0.1. It never closes a connection that lies idle: its client is often in the same process,
 * and after that process has stood still for some seconds the next request would meet the closing.
 *
 * @param port where to begin; where it is taken, the next free one is used. 0: any free port.
 * @returns the port that it became.
 */
export async function listenOnLoopback(server: Server, port = 0): Promise<number> {
  server.keepAliveTimeout = 0;
  for (let candidate = port; ; candidate++) {
    try {
      await listen(server, candidate);
      return (server.address() as AddressInfo).port;
    } catch (error) {
      const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!isTaken || candidate + 1 >= port + TRIES || candidate >= 65_535) throw error;
    }
  }
}

/** Closes a server and every connection to it, requests that run among them. */
export function closeServer(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  return closed;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
