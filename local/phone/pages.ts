import { readFileSync, readdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import * as path from 'node:path';
import type { Recordings } from './recordings';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const FOLDER = path.join(__dirname, 'page');
const RECORDING = /^\/calls\/([\w-]+)\.wav$/;

interface Page {
  type: string;
  body: Buffer;
}

/** The page's files by their address. What is not among them is not there, so no path leads out of the folder. */
function readPages(): Map<string, Page> {
  const pages = new Map<string, Page>();
  for (const name of readdirSync(FOLDER)) {
    const type = TYPES[path.extname(name)];
    if (type) pages.set(`/${name}`, { type, body: readFileSync(path.join(FOLDER, name)) });
  }
  pages.set('/', pages.get('/index.html')!);
  return pages;
}

/** Answers the page's requests. */
export function servePages(
  recordings: Recordings,
): (request: IncomingMessage, response: ServerResponse) => void {
  const pages = readPages();
  return (request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://phone');
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refuse(response, 405, 'Only GET and HEAD.');
    const id = RECORDING.exec(pathname)?.[1];
    const page = id === undefined ? pages.get(pathname) : recordingOf(recordings, id);
    if (!page) return refuse(response, 404, 'There is nothing here. The phone is at /.');
    response.writeHead(200, {
      ...headersFor(request),
      'Content-Type': page.type,
      'Content-Length': page.body.length,
    });
    response.end(request.method === 'HEAD' ? undefined : page.body);
  };
}

export function refuse(response: ServerResponse, status: number, message: string): void {
  response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${message}\n`);
}

function recordingOf(recordings: Recordings, id: string): Page | undefined {
  const wav = recordings.find(id);
  return wav && { type: 'audio/wav', body: Buffer.from(wav) };
}

/** The page reaches its own server and nothing else, and no other page reaches it. */
function headersFor({ headers }: IncomingMessage): Record<string, string> {
  const policy = [
    `default-src 'none'`,
    `script-src 'self'`,
    `style-src 'self'`,
    `img-src 'self'`,
    `connect-src ws://${headers.host}`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
  ];
  return {
    'Content-Security-Policy': policy.join('; '),
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': 'microphone=(self), camera=(), geolocation=()',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
  };
}
