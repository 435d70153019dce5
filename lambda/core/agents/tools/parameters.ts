import * as z from 'zod';

/**
 * One argument of a tool, in the part of JSON schema that every provider takes and that is checked here
 * before a tool runs.
 */
export type ToolParameter =
  | z.infer<typeof text>
  | z.infer<typeof number>
  | z.infer<typeof truth>
  | {
      type: 'array';
      description?: string | undefined;
      items: ToolParameter;
      minItems?: number | undefined;
      maxItems?: number | undefined;
    }
  | (ToolParameters & { description?: string | undefined });

/** All arguments of a tool. */
export interface ToolParameters {
  type: 'object';
  properties: Record<string, ToolParameter>;
  required?: string[] | undefined;
  additionalProperties?: false | undefined;
}

const FORMATS = ['date', 'date-time', 'email', 'uuid'] as const;

const description = z.string().min(1).max(1000).optional().describe('Tells the model what belongs here.');
const count = z.int().min(0).max(10_000).optional();

const text = z
  .strictObject({
    type: z.literal('string'),
    description,
    enum: z.array(z.string().min(1)).min(1).optional().describe('The only values there are.'),
    minLength: count,
    maxLength: count,
    pattern: z
      .string()
      .refine(isPattern, { error: 'must be a regular expression, as in ^[A-Z]{3}[0-9]{4}$' })
      .optional(),
    format: z.enum(FORMATS).optional(),
  })
  .refine(({ minLength = 0, maxLength = Infinity }) => minLength <= maxLength, {
    error: 'must not be less than minLength',
    path: ['maxLength'],
  });

const number = z
  .strictObject({
    type: z.enum(['number', 'integer']),
    description,
    minimum: z.number().optional(),
    maximum: z.number().optional(),
  })
  .refine(({ minimum = -Infinity, maximum = Infinity }) => minimum <= maximum, {
    error: 'must not be less than minimum',
    path: ['maximum'],
  });

const truth = z.strictObject({ type: z.literal('boolean'), description });

const inner = z.lazy((): z.ZodType<ToolParameter, ToolParameter> => parameter);

const list = z
  .strictObject({
    type: z.literal('array'),
    description,
    items: inner,
    minItems: count,
    maxItems: count,
  })
  .refine(({ minItems = 0, maxItems = Infinity }) => minItems <= maxItems, {
    error: 'must not be less than minItems',
    path: ['maxItems'],
  });

/** Some providers take no other names. */
const argumentName = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_-]{0,63}$/,
    'must be letters, digits, _ and -, beginning with a letter, 64 at most',
  );

const members = {
  type: z.literal('object'),
  properties: z.record(argumentName, inner),
  required: z.array(z.string()).optional(),
  additionalProperties: z.literal(false).optional().describe('Arguments without a name here are refused.'),
};

const object = z.strictObject({ ...members, description }).superRefine(requiresOnlyWhatIsThere);

const parameter: z.ZodType<ToolParameter, ToolParameter> = z.discriminatedUnion('type', [
  text,
  number,
  truth,
  list,
  object,
]);

/** JSON schema of a tool's arguments: types, descriptions and bounds. No references, no unions. */
export const toolParameters = z
  .strictObject(members)
  .superRefine(requiresOnlyWhatIsThere)
  .describe('The arguments, as JSON schema.');

function requiresOnlyWhatIsThere(
  { properties, required = [] }: Pick<ToolParameters, 'properties' | 'required'>,
  context: z.RefinementCtx,
): void {
  for (const [index, name] of required.entries()) {
    if (Object.hasOwn(properties, name)) continue;
    const known = Object.keys(properties).join(', ') || 'none';
    context.addIssue({
      code: 'custom',
      path: ['required', index],
      message: `must be one of the properties (${known})`,
    });
  }
}

function isPattern(source: string): boolean {
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}
