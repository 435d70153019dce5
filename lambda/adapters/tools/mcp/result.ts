import * as z from 'zod';
import { ToolError } from '../../../core/tools/tool-error';
import type { ToolResult } from '../../../core/tools/tool-runner';

const content = z.union([
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('resource'), resource: z.object({ text: z.string() }) }),
  z.object({ type: z.literal('resource_link'), uri: z.string() }),
  z.object({ type: z.string() }).transform(() => undefined),
]);

const result = z.object({
  resultType: z.string().default('complete'),
  content: z.array(content).default([]),
  structuredContent: z.unknown().optional(),
  isError: z.boolean().default(false),
});

/** What came of a call, as text: a voice has nothing to say to images and sounds. @throws ToolError */
export function resultOf(answered: Record<string, unknown>, tool: string): ToolResult {
  const { success, data } = result.safeParse(answered);
  if (!success) throw new ToolError(tool, 'failed', 'its result is not as MCP has it');
  if (data.resultType !== 'complete') {
    throw new ToolError(tool, 'failed', `its result is "${data.resultType}", which a call cannot go on with`);
  }
  const text = data.content.flatMap((part) => textOf(part) ?? []).join('\n');
  const structured = data.structuredContent === undefined ? '' : JSON.stringify(data.structuredContent);
  return { status: data.isError ? 'failed' : 'done', content: text.trim() || structured || 'Done.' };
}

function textOf(part: z.infer<typeof content>): string | undefined {
  if (part === undefined) return undefined;
  if (part.type === 'text') return part.text;
  return part.type === 'resource' ? part.resource.text : part.uri;
}
