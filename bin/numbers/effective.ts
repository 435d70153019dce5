/** The bridge knows a number for five seconds (`lambda/bridge/cached-directory.ts`); the call handler reads it anew. */
export const EFFECTIVE =
  'It holds for calls that begin from now on, at a carrier with a bridge within 5 seconds.';
