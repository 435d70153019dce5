import type { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type * as z from 'zod';
import type { tool as schema } from '../../lambda/core/agents/tool';

export interface TransferOptions {
  /** Tells the model when to transfer, as in `the caller asks for a human`. */
  readonly when: string;
}

/** What a tool of the company's own has, wherever it runs. */
export interface OwnToolOptions {
  /** What the model calls it: lower-case letters, digits and underscores, as in `book_appointment`. */
  readonly name: string;
  /** Tells the model what it does and when to use it. */
  readonly description: string;
  /**
   * JSON schema of its arguments: an object, with the words of JSON schema that models understand.
   *
   * @default - it takes none
   */
  readonly parameters?: Record<string, unknown>;
  /**
   * How long it may take, in whole seconds, 20 at most.
   *
   * @default Duration.seconds(8)
   */
  readonly timeout?: Duration;
  /**
   * Said when it takes longer than a second and the agent has said nothing before it.
   *
   * @default - nothing
   */
  readonly filler?: string;
}

export interface HttpToolOptions extends OwnToolOptions {
  /**
   * Name or ARN of a secret with the key of the signature, 32 characters at least. Your service checks the
   * signature, since anybody can find its address.
   */
  readonly secret: string;
}

/** What an agent may do besides talking. */
export class Tool {
  /** Lets the agent end the call after its goodbye. */
  static endCall(): Tool {
    return new Tool({ type: 'end-call' });
  }

  /** @param number of a human, in E.164. */
  static transfer(number: string, options: TransferOptions): Tool {
    return new Tool({ type: 'transfer', to: number, when: options.when });
  }

  /** Lets the agent ask a function: the event holds the arguments, what it returns is the tool's result. */
  static lambda(handler: IFunction, options: OwnToolOptions): Tool {
    // A name of ours: the function's own may be known at deployment only, and an agent is known at synth.
    const name = `tool-${handler.node.addr.slice(0, 24)}`;
    return new Tool({ type: 'lambda', function: name, ...settingsOf(options) }, { name, handler });
  }

  /** Lets the agent ask a web service by a signed POST; what it answers is the tool's result. */
  static http(url: string, { secret, ...options }: HttpToolOptions): Tool {
    return new Tool({ type: 'http', url, secret, ...settingsOf(options) });
  }

  private constructor(
    readonly settings: z.input<typeof schema>,
    /** A function, and what the settings call it. */
    readonly runs?: { readonly name: string; readonly handler: IFunction },
  ) {}
}

function settingsOf({ name, description, parameters, timeout, filler }: OwnToolOptions) {
  return {
    name,
    description,
    parameters: parameters as z.input<
      Extract<(typeof schema)['options'][number], { shape: { parameters: unknown } }>
    >['parameters'],
    timeoutSeconds: timeout?.toSeconds(),
    filler,
  };
}
