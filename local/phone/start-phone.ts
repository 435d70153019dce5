import { createServer, type IncomingMessage } from 'node:http';
import { WebSocketServer } from 'ws';
import type { LocalRegistry } from '../aws/registry';
import { closeServer, listenOnLoopback } from '../loopback';
import type { World } from '../world';
import { isOurHost, isOurOrigin } from './guard';
import { refuse, servePages } from './pages';
import { Recordings } from './recordings';
import { Tab } from './tab';

export interface Phone {
  url: string;
  /** Hangs up all calls and ends the server. The world stays open. */
  close(): Promise<void>;
}

/** The largest message that a page sends: some hundred milliseconds of microphone. */
const MAX_MESSAGE_BYTES = 64 * 1024;

/** A page, even our own, is no such program: it says where it is from. */
function isForDynamo({ headers }: IncomingMessage): boolean {
  return headers['x-amz-target'] !== undefined && headers.origin === undefined;
}

/**
 * Serves a telephone to browsers on this machine, for calls to the numbers of a world.
 *
 * @param registry of the world, for commands on this machine that change it.
 * @param port where to begin looking for a free one; 0: any.
 */
export async function startPhone({
  world,
  registry,
  port = 4700,
}: {
  world: World;
  registry?: Pick<LocalRegistry, 'handle'>;
  port?: number;
}): Promise<Phone> {
  const recordings = new Recordings();
  const tabs = new Set<Tab>();
  const pages = servePages(recordings);
  const server = createServer((request, response) => {
    const isOurs = isOurHost(request, bound);
    if (isOurs && registry && isForDynamo(request)) registry.handle(request, response);
    else if (isOurs) pages(request, response);
    else refuse(response, 403, `This phone is at http://127.0.0.1:${bound} only.`);
  });
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE_BYTES });
  server.on('upgrade', (request, socket, head) => {
    if (!isOurHost(request, bound) || !isOurOrigin(request, bound)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const tab = new Tab(webSocket, world, recordings);
      tabs.add(tab);
      webSocket.on('close', () => void tab.close().then(() => tabs.delete(tab)));
    });
  });
  const bound = await listenOnLoopback(server, port);
  return {
    url: `http://127.0.0.1:${bound}/`,
    close: async () => {
      await Promise.all([...tabs].map((tab) => tab.close()));
      sockets.clients.forEach((client) => client.terminate());
      await closeServer(server);
    },
  };
}
