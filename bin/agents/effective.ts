/** The bridge knows an agent for five seconds (`lambda/bridge/cached-directory.ts`), for its fallback alone. */
export const AGENT_EFFECTIVE = 'Calls that begin from now on have it; those in progress keep their version.';
