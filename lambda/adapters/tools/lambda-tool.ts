import { InvokeCommand, type InvokeCommandOutput, type LambdaClient } from '@aws-sdk/client-lambda';
import type { Tool } from '../../core/agents/tool';
import { ToolError } from '../../core/tools/tool-error';
import { toolRequest, type ToolCall, type ToolContext } from '../../core/tools/tool-runner';

type LambdaTool = Extract<Tool, { type: 'lambda' }>;

/** Tools that are Lambda functions: the event is a `ToolRequest`, and what the function returns is the result. */
export class LambdaTools {
  constructor(
    private readonly options: {
      /** Must not try again on its own (`maxAttempts: 1`), or a tool might run twice. */
      client: LambdaClient;
      /** ARNs by the names that tools give; a name that is not there is looked for in this account and region. */
      functions?: Readonly<Record<string, string>>;
    },
  ) {}

  /** @throws ToolError */
  async run(tool: LambdaTool, call: ToolCall, context: ToolContext): Promise<string> {
    const { client, functions = {} } = this.options;
    const named = tool.function;
    const command = new InvokeCommand({
      FunctionName: Object.hasOwn(functions, named) ? functions[named] : named,
      InvocationType: 'RequestResponse',
      Payload: Buffer.from(JSON.stringify(toolRequest(call, context))),
    });
    try {
      return resultOf(await client.send(command, { abortSignal: context.signal }), tool.name);
    } catch (error) {
      throw asToolError(error, tool.name, context.signal);
    }
  }
}

function resultOf({ FunctionError, Payload }: InvokeCommandOutput, tool: string): string {
  if (FunctionError) throw new ToolError(tool, 'failed', `its function failed (${FunctionError})`);
  const json = Buffer.from(Payload ?? [])
    .toString()
    .trim();
  if (json === '' || json === 'null') return 'Done.';
  const result = JSON.parse(json) as unknown;
  return typeof result === 'string' ? result : json;
}

/** Lambda's refusals of an invocation: the function was not run. */
const NOT_RUN =
  /^(AccessDenied|ResourceNotFound|TooManyRequests|InvalidRequestContent|InvalidParameterValue|RequestTooLarge|ResourceNotReady|ResourceConflict|KMS\w+|UnrecognizedClient|ExpiredToken)(Exception)?$/;

function asToolError(error: unknown, tool: string, signal: AbortSignal): ToolError {
  if (error instanceof ToolError) return error;
  if (signal.aborted) return new ToolError(tool, 'timeout', 'it was stopped before it had answered');
  const name = error instanceof Error ? error.name : 'unknown error';
  const kind = NOT_RUN.test(name) ? 'refused' : 'failed';
  return new ToolError(tool, kind, `its function could not be invoked (${name})`, { cause: error });
}
