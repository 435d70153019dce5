/** How long the CDK CLI waits before it looks again: for events of a stack, and for its end. */
const PAUSES_MS = [2000, 5000];
const ENOUGH_MS = 200;

/** Loaded before the CDK CLI: a stack on this machine is done in less time than the CLI pauses. */
const wait = globalThis.setTimeout;
const promisified = Symbol.for('nodejs.util.promisify.custom');
globalThis.setTimeout = Object.assign(
  (run, ms, ...args) => wait(run, PAUSES_MS.includes(ms) ? ENOUGH_MS : ms, ...args),
  { [promisified]: wait[promisified] },
);
