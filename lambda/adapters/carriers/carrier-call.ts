export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** The segments of a path as they are meant, not yet encoded. An empty last one is a trailing slash. */
export type Path = readonly string[];

/** One request to a carrier's API, before the guard has seen it. */
export interface CarrierCall {
  method: Method;
  /** As in `https://api.twilio.com`. */
  origin: string;
  /** Best written with the tag `path`. */
  path: Path;
  query?: Readonly<Record<string, string>>;
  body?: Body;
}

export type Body =
  { form: Form; json?: undefined } | { json: Readonly<Record<string, unknown>>; form?: undefined };

/** Values by name. A name with several values is sent several times. */
export type Form = Readonly<Record<string, string | readonly string[]>>;

/** What a carrier answered to a call that succeeded. */
export interface CarrierAnswer {
  /** 200 to 299. */
  status: number;
  /** The JSON, parsed; undefined where the answer was empty. */
  body: unknown;
}

/**
 * A path whose values can't reach out of their segment: only the slashes of the template separate.
 *
 * @example path`/v1/Trunks/${trunk}/PhoneNumbers`
 */
export function path(template: TemplateStringsArray, ...values: string[]): Path {
  const [first = '', ...rest] = template;
  const segments = first.split('/').slice(1);
  for (const [i, text] of rest.entries()) {
    const [end = '', ...more] = text.split('/');
    segments.push(`${segments.pop() ?? ''}${values[i] ?? ''}${end}`, ...more);
  }
  return segments;
}

/** The path as it is sent: `+91…` stands as `%2B91…`. */
export function written(path: Path): string {
  return `/${path.map(encodeURIComponent).join('/')}`;
}
