type Schema = Record<string, unknown>;

interface ParamHeader {
  name: string;
  path: string[];
}

const ANNOTATION = 'x-mcp-header';
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
const CARRIED: ReadonlySet<unknown> = new Set(['string', 'integer', 'boolean']);

/**
 * The arguments that a tool's schema wants to have in headers as well (MCP 2026-07-28, "Custom Headers from Tool
 * Parameters").
 *
 * @returns undefined where the schema breaks a rule of it: such a tool must not be used.
 */
export function paramHeadersOf(schema: Schema): ParamHeader[] | undefined {
  const found = foundIn(schema, []);
  const names = found.map(({ name }) => String(name).toLowerCase());
  const annotations = JSON.stringify(schema).split(`"${ANNOTATION}":`).length - 1;
  const isSound =
    annotations === found.length &&
    new Set(names).size === names.length &&
    found.every(({ name, type }) => typeof name === 'string' && TOKEN.test(name) && CARRIED.has(type));
  return isSound ? found.map(({ name, path }) => ({ name: String(name), path })) : undefined;
}

function foundIn({ properties }: Schema, path: string[]): { name: unknown; type: unknown; path: string[] }[] {
  return Object.entries(isSchema(properties) ? properties : {}).flatMap(([key, inner]) => {
    if (!isSchema(inner)) return [];
    const here = [...path, key];
    const own = ANNOTATION in inner ? [{ name: inner[ANNOTATION], type: inner['type'], path: here }] : [];
    return [...own, ...foundIn(inner, here)];
  });
}

/** @returns the headers for a call with these arguments. */
export function headersFor(wanted: readonly ParamHeader[], args: Schema): Record<string, string> {
  return Object.fromEntries(
    wanted.flatMap(({ name, path }) => {
      const value = path.reduce<unknown>((at, key) => (isSchema(at) ? at[key] : undefined), args);
      const isCarried = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
      return isCarried ? [[`Mcp-Param-${name}`, headerValue(String(value))]] : [];
    }),
  );
}

/** A text as a header can carry it: in base64 where it is not plain ASCII. */
export function headerValue(text: string): string {
  const isPlain = /^[\x21-\x7e]([\x20-\x7e\t]*[\x21-\x7e])?$/.test(text) && !/^=\?base64\?.*\?=$/.test(text);
  return isPlain ? text : `=?base64?${Buffer.from(text).toString('base64')}?=`;
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
