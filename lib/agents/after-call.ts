import type { PiiKind } from '../../lambda/core/privacy/kinds';

export type { PiiKind } from '../../lambda/core/privacy/kinds';

/** A web service that is told of the end of each call. */
export interface CallWebhook {
  /** https address of a public host. */
  readonly url: string;
  /** Name or ARN of a secret with the key of the signature, 32 characters at least. */
  readonly secret: string;
}

/** What is made of a call when it is over. */
export interface AfterCall {
  /**
   * Whether the language model sums the call up in two or three sentences.
   *
   * @default true
   */
  readonly summary?: boolean;
  /**
   * The language of the summary, as in `en-IN`.
   *
   * @default - the language of the agent
   */
  readonly language?: string;
  /**
   * What the language model takes out of the call: JSON schema of an object, in the words that the parameters of a
   * tool have. What is required must be in every call, or neither summary nor fields come of it.
   *
   * @default - nothing
   */
  readonly fields?: Record<string, unknown>;
  /**
   * Whether the event and the webhook hold the transcript.
   *
   * @default false
   */
  readonly transcript?: boolean;
  /**
   * Who is told besides the event bus.
   *
   * @default - nobody
   */
  readonly webhook?: CallWebhook;
}

/** What is not to be kept of what is said. */
export interface Privacy {
  /**
   * What is taken out of transcripts, summaries, fields, events and the records of tools before they are stored;
   * `true` takes out all kinds. The model is told the redacted text of earlier turns, too.
   */
  readonly redact: boolean | PiiKind[];
}
