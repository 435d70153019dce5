import { Twilio } from 'twilio';
import RequestClient from 'twilio/lib/base/RequestClient';
import { TwilioConnection } from '../../../../../lambda/adapters/carriers/twilio';
import { HastyClock } from '../../../../fakes/hasty-clock';
import type { FakeTwilio } from '../../../../fakes/twilio';

/** A request as it goes onto the wire: what Twilio can tell one from another by. */
export interface SentRequest {
  method: string;
  /** Without its query. */
  url: string;
  /** Names and values of query and body, sorted. */
  query: [string, string][];
  form: [string, string][];
  /** Of the body, where there is one. */
  contentType?: string;
}

/** Our functions' way to a fake, and what they send. */
export function recorded(fake: FakeTwilio): { twilio: TwilioConnection; sent: SentRequest[] } {
  const sent: SentRequest[] = [];
  const recording: typeof fetch = async (input, init) => {
    const request = new Request(input, init);
    sent.push(asSent(request.method, request.url, await request.text(), request.headers.get('content-type')));
    return fake.fetchInProcess(input, init);
  };
  const { credentials } = fake;
  return {
    sent,
    twilio: new TwilioConnection({ credentials, clock: new HastyClock(), fetch: recording }),
  };
}

interface AxiosRequest {
  method: string;
  url: string;
  data?: string;
  params?: Record<string, unknown>;
  paramsSerializer?: { serialize?: (params: unknown) => string };
  headers: { get(name: string): unknown };
}

/** The official package with its own HTTP client, whose last step hands its requests to the fake. */
export function recordedPackage(fake: FakeTwilio): { client: Twilio; sent: SentRequest[] } {
  const sent: SentRequest[] = [];
  const http = new RequestClient();
  const { axios } = http as unknown as { axios: { defaults: { adapter: unknown } } };
  axios.defaults.adapter = async (config: AxiosRequest) => {
    const { method, data, headers } = config;
    const query = config.params ? `?${config.paramsSerializer?.serialize?.(config.params) ?? ''}` : '';
    const url = `${config.url}${query}`;
    sent.push(
      asSent(method.toUpperCase(), url, data ?? '', data ? String(headers.get('content-type')) : null),
    );
    const answer = await fake.fetchInProcess(url, {
      method: method.toUpperCase(),
      headers: {
        authorization: String(headers.get('authorization')),
        ...(data && { 'content-type': String(headers.get('content-type')) }),
      },
      ...(data && { body: data }),
    });
    const text = await answer.text();
    return { status: answer.status, headers: {}, config, data: text && (JSON.parse(text) as unknown) };
  };
  const { username, password, accountSid } = fake.credentials;
  return { sent, client: new Twilio(username, password, { accountSid, httpClient: http }) };
}

function asSent(method: string, address: string, body: string, contentType: string | null): SentRequest {
  const { origin, pathname, searchParams } = new URL(address);
  const sorted = (params: URLSearchParams) => [...params].sort(([a], [b]) => a.localeCompare(b));
  return {
    method,
    url: `${origin}${pathname}`,
    query: sorted(searchParams),
    form: sorted(new URLSearchParams(body)),
    ...(body !== '' && contentType !== null && { contentType: contentType.split(';')[0] ?? '' }),
  };
}
