import { readFileSync } from 'node:fs';
import { describeApi, OPENAPI_FILE } from '../../build/openapi';
import { ROUTES } from '../../lambda/registry-api/routes';

interface Description {
  paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>;
  components: { schemas: Record<string, { properties: Record<string, unknown>; required: string[] }> };
}

/** As it is written and read. */
const text = JSON.stringify(describeApi());
const { paths, components } = JSON.parse(text) as Description;

describe('docs/openapi/registry.json', () => {
  test('is what the schemas say; otherwise run `npx tsx build/openapi.ts`', () => {
    expect(JSON.parse(readFileSync(OPENAPI_FILE, 'utf8'))).toEqual(JSON.parse(text));
  });

  test('has every route, with the refusals that a client has to foresee', () => {
    const told = Object.entries(paths).flatMap(([at, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => [
        `${method.toUpperCase()} ${at}`,
        operationId,
      ]),
    );
    expect(Object.fromEntries(told)).toEqual(ROUTES);
    expect(Object.keys(paths['/numbers/{number}']!.put!.responses)).toEqual([
      ...['200', '201', '403', '412', '422', '428', '500'],
    ]);
  });

  test('lets requests leave out what has a standard, and names schemas that there are', () => {
    expect(components.schemas['NumberInput']!.required).toEqual(['agent']);
    expect(components.schemas['Number']!.required).toContain('status');
    for (const [, name] of text.matchAll(/#\/components\/schemas\/(\w+)/g)) {
      expect(components.schemas).toHaveProperty(name!);
    }
  });
});
