/** What proves to a carrier who asks. Stands in headers only, and in no error. */
export interface Credentials {
  headers: Readonly<Record<string, string>>;
  /** Texts that no error may show, should the carrier quote them. */
  secrets: readonly string[];
}

export function basicCredentials(username: string, password: string): Credentials {
  const basic = Buffer.from(`${username}:${password}`).toString('base64');
  return { headers: { authorization: `Basic ${basic}` }, secrets: [basic, password, username] };
}

/** @param headers as in `{ 'X-Auth-ID': …, 'X-Auth-Token': … }`. */
export function headerCredentials(headers: Readonly<Record<string, string>>): Credentials {
  return { headers, secrets: Object.values(headers) };
}
