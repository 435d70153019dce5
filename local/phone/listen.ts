import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const TRIES = 50;

/**
 * Binds a server to 127.0.0.1.
 *
 * @param port where to begin; where it is taken, the next free one is used. 0: any free port.
 * @returns the port that it became.
 */
export async function listenOnLoopback(server: Server, port: number): Promise<number> {
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

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}
