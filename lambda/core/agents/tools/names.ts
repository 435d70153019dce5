/** What the model calls the tools that every agent may have. */
export const END_CALL = 'end_call';
export const TRANSFER_CALL = 'transfer_call';

/** Names that no tool of a company's own may have. */
export const TAKEN: readonly string[] = [END_CALL, TRANSFER_CALL];
