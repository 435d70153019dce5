import * as z from 'zod';
import { tool, tools } from '../../../../lambda/core/agents/tool';
import { aLambdaTool, anHttpTool } from '../../../builders/tool';

/** Where an input has faults. */
function faultsOf(schema: z.ZodType, input: unknown): string[] {
  return schema.safeParse(input).error?.issues.map(({ path }) => path.join('.')) ?? [];
}

it('is given what its owner leaves out', () => {
  expect(aLambdaTool({ parameters: undefined })).toEqual({
    type: 'lambda',
    name: 'book',
    description: 'Books an appointment.',
    function: 'book-appointment',
    parameters: { type: 'object', properties: {} },
    timeoutSeconds: 8,
  });
});

it.each([
  { name: 'bookAppointment' },
  { name: 'book-appointment' },
  { name: '' },
  { name: 'end_call' },
  { name: 'transfer_call' },
  { description: '' },
  { timeoutSeconds: 0 },
  { timeoutSeconds: 21 },
  { filler: '' },
  { function: 'https://example.com' },
  { function: 'arn:aws:s3:::bucket' },
])('is refused with %j', (changes) => {
  expect(faultsOf(tool, { ...aLambdaTool(), ...changes })).toEqual(Object.keys(changes));
});

it.each([
  'book-appointment',
  'book-appointment:live',
  'arn:aws:lambda:us-east-1:123456789012:function:book',
  'arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:book:$LATEST',
])('takes the function %s', (name) => {
  expect(aLambdaTool({ function: name }).function).toBe(name);
});

it.each([
  'https://api.example.com',
  'https://api.example.com/a/b?c=d',
  'https://api.example.com./',
  'https://api.example.com:443/x',
])('takes the address %s', (url) => expect(anHttpTool({ url }).url).toBe(url));

it.each([
  'http://api.example.com/',
  'ftp://api.example.com/',
  'javascript:alert(1)',
  'api.example.com',
  '//api.example.com/',
  'https://api.example.com:8443/',
  'https://user@api.example.com/',
  'https://user:pass@api.example.com/',
  'https://@api.example.com/',
  'https://api.example.com@10.0.0.1/',
  'https://api.example.com/#part',
  'https://api.example.com\\@10.0.0.1/',
  'https://api.exam\nple.com/',
  'https:// api.example.com/',
  'https://localhost/',
  'https://LOCALHOST./',
  'https://intranet/',
  'https://db.internal/',
  'https://printer.local/',
  'https://127.0.0.1/',
  'https://8.8.8.8/',
  'https://127.1/',
  'https://2130706433/',
  'https://0x7f000001/',
  'https://0177.0.0.1/',
  'https://①②⑦.0.0.1/',
  'https://[::1]/',
  'https://[::ffff:169.254.169.254]/',
])('refuses the address %j', (url) => {
  expect(faultsOf(tool, { ...anHttpTool(), url })).toEqual(['url']);
});

it('refuses a key where the name of a secret belongs', () => {
  expect(faultsOf(tool, { ...anHttpTool(), secret: 'a key with blanks' })).toEqual(['secret']);
});

describe('its parameters', () => {
  const faults = (parameters: unknown) => faultsOf(tool, { ...aLambdaTool(), parameters });
  const withOne = (parameter: unknown) => faults({ type: 'object', properties: { x: parameter } });

  it('may be objects and lists within one another', () => {
    const address = { type: 'object', properties: { city: { type: 'string', enum: ['Pune', 'Delhi'] } } };
    expect(withOne({ type: 'array', items: address, maxItems: 3 })).toEqual([]);
  });

  it.each([
    [{ type: 'text' }, 'type'],
    [{ type: ['string', 'null'] }, 'type'],
    [{ type: 'string', enum: [] }, 'enum'],
    [{ type: 'string', pattern: '(' }, 'pattern'],
    [{ type: 'string', format: 'ipv4' }, 'format'],
    [{ type: 'string', minLength: 5, maxLength: 4 }, 'maxLength'],
    [{ type: 'number', minimum: 5, maximum: 4 }, 'maximum'],
    [{ type: 'array', items: { type: 'string' }, minItems: 5, maxItems: 4 }, 'maxItems'],
    [{ type: 'object', properties: {}, additionalProperties: true }, 'additionalProperties'],
    [{ type: 'array', items: { type: 'text' } }, 'items.type'],
  ])('are refused with %j', (parameter, where) => {
    expect(withOne(parameter)).toEqual([`parameters.properties.x.${where}`]);
  });

  it.each([{ $ref: '#/x' }, { oneOf: [] }, { type: 'string', default: 'x' }])(
    'know no more of JSON schema, such as %j',
    (parameter) => expect(withOne(parameter)).not.toEqual([]),
  );

  it('cannot require what is not there', () => {
    expect(faults({ type: 'object', properties: {}, required: ['date'] })).toEqual(['parameters.required.0']);
  });

  it('are an object', () => {
    expect(faults({ type: 'string' })).not.toEqual([]);
  });

  it('have names that every provider takes', () => {
    expect(faults({ type: 'object', properties: { 'first name': { type: 'string' } } })).not.toEqual([]);
  });
});

it('differs in its name from the others of its agent', () => {
  const input = [{ type: 'end-call' }, aLambdaTool(), anHttpTool({ name: 'book' })];
  expect(faultsOf(tools, input)).toEqual(['2.name']);
});

it('can be described to an editor', () => {
  expect(JSON.stringify(z.toJSONSchema(tools, { io: 'input' }))).toContain('book_appointment');
});

describe('an MCP server', () => {
  const server = { type: 'mcp', url: 'https://mcp.example.com/mcp', tools: ['clinic.book', 'find'] };

  it('is given what its owner leaves out', () => {
    expect(tool.parse(server)).toEqual({ ...server, timeoutSeconds: 8 });
  });

  it.each([
    [{ url: 'https://10.0.0.1/mcp' }, 'url'],
    [{ tools: [] }, 'tools'],
    [{ tools: ['a b'] }, 'tools.0'],
    [{ tools: ['find', 'end.call'] }, 'tools.1'],
    [{ tools: ['opt_out'] }, 'tools.0'],
    [{ timeoutSeconds: 21 }, 'timeoutSeconds'],
  ])('is refused with %j', (changes, path) => {
    expect(faultsOf(tool, { ...server, ...changes })).toEqual([path]);
  });

  it('has no tool that the model would call as it calls another one', () => {
    const own = aLambdaTool({ name: 'clinic_book' });
    expect(faultsOf(tools, [own, server])).toEqual(['1.tools.0']);
    expect(faultsOf(tools, [server, own])).toEqual(['1.name']);
    expect(faultsOf(tools, [{ ...server, tools: ['a.b', 'a_b'] }])).toEqual(['0.tools.1']);
    expect(faultsOf(tools, [server, { ...server, url: 'https://other.example.com/' }])).toEqual([
      '1.tools.0',
      '1.tools.1',
    ]);
  });
});

describe("BYON's own tools", () => {
  it('are there once', () => {
    expect(faultsOf(tools, [{ type: 'opt-out' }, { type: 'opt-out' }])).toEqual(['1.type']);
    expect(faultsOf(tools, [{ type: 'schedule-callback' }, { type: 'schedule-callback' }])).toEqual([
      '1.type',
    ]);
  });

  it.each(['#', '99', '', 'A'])('have no key like %o', (key) => {
    expect(faultsOf(tools, [{ type: 'opt-out', key }])).toEqual(['0.key']);
  });

  it.each([
    { from: '0930', to: '21:00' },
    { from: '09:00', to: '25:00' },
    { from: '21:00', to: '09:00' },
  ])('call nobody back at %j', (hours) => {
    expect(faultsOf(tool, { type: 'schedule-callback', hours })).toHaveLength(1);
  });
});
