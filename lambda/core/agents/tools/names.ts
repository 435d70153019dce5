/** What the model calls the tools that every agent may have. */
export const END_CALL = 'end_call';
export const TRANSFER_CALL = 'transfer_call';
export const SCHEDULE_CALLBACK = 'schedule_callback';
export const OPT_OUT = 'opt_out';
export const SEND_DIGITS = 'send_digits';
export const SWITCH_LANGUAGE = 'switch_language';

/** What the model calls the tool that has digits of this name keyed. */
export const collectCall = (name: string) => `collect_${name}`;

/** Names that no tool of a company's own may have. */
export const TAKEN: readonly string[] = [
  END_CALL,
  TRANSFER_CALL,
  SCHEDULE_CALLBACK,
  OPT_OUT,
  SEND_DIGITS,
  SWITCH_LANGUAGE,
];
