import type { Duration } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type * as z from 'zod';
import type { tool as schema } from '../../lambda/core/agents/tool';

/** How a call gets to a human. */
export interface TransferWay {
  /**
   * How long it rings before the caller is back with the agent, 5 to 120 whole seconds.
   *
   * @default Duration.seconds(30)
   */
  readonly ring?: Duration;
  /**
   * `pstn`: over Amazon Chime's telephone network. `trunk`: over your carrier, which the endpoint's
   * `originationRoutes` have to lead to.
   *
   * @default pstn
   */
  readonly via?: 'pstn' | 'trunk';
}

export interface TransferOptions extends TransferWay {
  /** Tells the model when to transfer, as in `the caller asks for a human`. */
  readonly when: string;
  /**
   * Whether the human hears a short summary of the call, spoken by the agent, on taking it.
   *
   * @default false
   */
  readonly warm?: boolean;
}

export interface CollectDigitsOptions {
  /** Tells the model what is keyed and when to ask for it, as in `the number of the card`. */
  readonly description: string;
  /** How many digits there may be, 1 to 32. */
  readonly length: { readonly min: number; readonly max: number };
  /**
   * Whether the digits are kept out of the model, the transcript and the recording of the call. They reach the
   * company's own tools, in the place of `{{digits.name}}`, for a quarter of an hour.
   *
   * @default true
   */
  readonly private?: boolean;
  /**
   * Pause after which the digits are complete, 1 to 6 whole seconds. The hash key completes them at once.
   *
   * @default Duration.seconds(4)
   */
  readonly gap?: Duration;
}

export interface SendDigitsOptions {
  /** Tells the model when to press them, as in `a menu offers the sales team`. */
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

export interface McpToolOptions {
  /** The server's tools that the agent may use, 1 to 16, by the names that the server gives them. */
  readonly tools: string[];
  /**
   * Name or ARN of a secret with the bearer token of the server.
   *
   * @default - the server asks for none
   */
  readonly secret?: string;
  /**
   * How long a tool of it may take, in whole seconds, 20 at most.
   *
   * @default Duration.seconds(8)
   */
  readonly timeout?: Duration;
  /**
   * Said when a tool of it takes longer than a second and the agent has said nothing before it.
   *
   * @default - nothing
   */
  readonly filler?: string;
}

/** When callers may be called back, times of day as in `09:00`, in the time zone of the agent. */
export interface CallbackWindow {
  readonly from: string;
  readonly to: string;
}

export interface CallbackToolOptions {
  /**
   * Tells the model when to offer a callback.
   *
   * @default - when the caller asks for one
   */
  readonly when?: string;
  /**
   * When callers may be called back.
   *
   * @default - 09:00 to 21:00 of India for Indian numbers, any time for others
   */
  readonly hours?: CallbackWindow;
}

export interface OptOutOptions {
  /**
   * A key of 0-9 and `*` by which callers opt out without a word: pressed alone, the opt-out is noted and confirmed,
   * and the call ends. Digits that the agent has asked for are digits. Tell callers of it, as in the greeting.
   *
   * @default - by no key
   */
  readonly key?: string;
}

/** What an agent may do besides talking. */
export class Tool {
  /** Lets the agent end the call after its goodbye. */
  static endCall(): Tool {
    return new Tool({ type: 'end-call' });
  }

  /** @param number of a human, in E.164. */
  static transfer(number: string, { when, warm, ring, via }: TransferOptions): Tool {
    return new Tool({ type: 'transfer', to: number, when, warm, ringSeconds: ring?.toSeconds(), via });
  }

  /**
   * Lets the agent have the caller key digits: a card, a PIN, a one-time password.
   *
   * @param name of what is keyed, as in `card`: lower-case letters, digits and underscores.
   */
  static collectDigits(name: string, { description, length, gap, ...options }: CollectDigitsOptions): Tool {
    const { private: isPrivate } = options;
    const settings = { name, description, length, private: isPrivate, gapSeconds: gap?.toSeconds() };
    return new Tool({ type: 'collect-digits', ...settings });
  }

  /**
   * Lets the agent press keys for the other end to hear, as in the menu of a company that it calls.
   *
   * @param digits 1 to 50 of 0-9, `*`, `#`, A-D and the comma, which waits for half a second.
   */
  static sendDigits(digits: string, { when }: SendDigitsOptions): Tool {
    return new Tool({ type: 'send-digits', digits, when });
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

  /**
   * Lets the agent use tools of an MCP server, over Streamable HTTP. The server describes them itself; those that
   * are not named here are not offered. A server that is down or slow is done without, turn by turn.
   *
   * @param url the MCP endpoint: https, a public host.
   */
  static mcp(url: string, { timeout, ...options }: McpToolOptions): Tool {
    return new Tool({ type: 'mcp', url, ...options, timeoutSeconds: timeout?.toSeconds() });
  }

  /**
   * Lets the agent note when the caller wants to be called back. The note lies in the table of calls; it is dialled
   * where `enableOutbound` was told so (`callbacks`).
   */
  static scheduleCallback(options: CallbackToolOptions = {}): Tool {
    return new Tool({ type: 'schedule-callback', ...options });
  }

  /** Lets the agent note, for ever, that the caller does not want to be called again. */
  static optOut(options: OptOutOptions = {}): Tool {
    return new Tool({ type: 'opt-out', ...options });
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
