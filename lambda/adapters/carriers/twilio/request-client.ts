import { CallNotAllowedError } from '../carrier-error';
import type { CarrierCall, Form, Method } from '../carrier-call';
import type { GuardedTransport } from '../guarded-transport';

/** What the twilio package asks of its HTTP client; the rest of its options has no say here. */
interface RequestOptions {
  method: string;
  uri: string;
  params?: object;
  data?: unknown;
}

interface PackageResponse {
  statusCode: number;
  body: unknown;
  headers: Record<string, string>;
}

/**
 * The HTTP client for `new Twilio(…, { httpClient })`, by which the twilio package goes through the same guard.
 * Its requests carry the transport's credentials, whatever the package was given.
 */
export class GuardedRequestClient {
  constructor(private readonly transport: GuardedTransport) {}

  /** @throws CallNotAllowedError before anything is sent; CarrierError in place of the package's own errors. */
  async request({ method, uri, params, data }: RequestOptions): Promise<PackageResponse> {
    const { origin, path, query } = partsOf(uri);
    const form = formOf(data);
    const call: CarrierCall = {
      // The guard knows no other methods and none in small letters.
      method: method.toUpperCase() as Method,
      origin,
      path,
      query: { ...query, ...singles(formOf(params)) },
      ...(Object.keys(form).length > 0 && { body: { form } }),
    };
    const { status, body } = await this.transport.send(call);
    return { statusCode: status, body, headers: {} };
  }
}

function partsOf(uri: string): Pick<CarrierCall, 'origin' | 'path' | 'query'> {
  const [, origin, pathname, search = ''] = /^(https:\/\/[^/?#@]+)\/([^?#]*)(\?[^#]*)?$/.exec(uri) ?? [];
  if (origin === undefined || pathname === undefined) {
    throw new CallNotAllowedError('twilio: the package asked for something that is no plain https address');
  }
  const path = pathname.split('/').map(decoded);
  const parameters = [...new URLSearchParams(search)];
  if (new Set(parameters.map(([name]) => name)).size < parameters.length) {
    throw new CallNotAllowedError('twilio: the package asked with the same parameter twice');
  }
  return { origin, path, query: Object.fromEntries(parameters) };
}

/** What cannot be decoded stays as it is; no pattern of the guard lets a percent sign through. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function formOf(values: unknown): Record<string, string | string[]> {
  const given = Object.entries((values ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    given
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, Array.isArray(value) ? value.map(String) : String(value)]),
  );
}

function singles(form: Form): Record<string, string> {
  return Object.fromEntries(Object.entries(form).map(([name, value]) => [name, String(value)]));
}
