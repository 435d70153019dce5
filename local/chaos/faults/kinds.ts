/**
 * Where in a call something can go wrong, and in how many things done there a fault may begin: the first
 * `within` requests, invocations, events.
 */
export const PLACES = {
  stt: { within: 4 },
  llm: { within: 4 },
  tts: { within: 7 },
  'spare stt': { within: 2 },
  'spare llm': { within: 2 },
  'spare tts': { within: 4 },
  /** The calls table, as the call handler and the turn worker reach it. */
  tables: { within: 120 },
  /** The audio bucket, as the turn worker reaches it. */
  bucket: { within: 24 },
  /** The audio bucket, as Amazon Chime plays from it. */
  playing: { within: 10 },
  /** The audio bucket, as Amazon Chime records to it. */
  recording: { within: 5 },
  /** Deliveries of events to the call handler. */
  events: { within: 16 },
  /** Requests to start the turn worker. */
  starting: { within: 6 },
  /** Invocations of the turn worker. */
  worker: { within: 6 },
  tool: { within: 2 },
  /** Requests to start the wrap-up. */
  'starting the wrap-up': { within: 1 },
  /** Attempts of Lambda to have a call wrapped up. */
  'wrapping up': { within: 2 },
  /** The event bus, as the wrap-up reaches it. */
  bus: { within: 2 },
  /** Events that reach the bus. */
  'taking events': { within: 2 },
} as const satisfies Record<string, { within: number }>;
export type Place = keyof typeof PLACES;

export interface FaultKind {
  in: Place;
  does: string;
  /** How often it is drawn, beside the others. */
  weight: number;
  /** How often in a row it goes wrong, or for how many milliseconds. Standard: once, and now and then more often. */
  lasts?: { timesAtMost: number } | { msAtMost: number };
}

const provider = (port: 'stt' | 'llm' | 'tts', ...special: string[]): FaultKind[] =>
  ['fail', 'unauthorised', 'rate-limited', 'hang', 'slow', ...special].flatMap((does): FaultKind[] => [
    { in: port, does, weight: 2 },
    { in: `spare ${port}`, does, weight: 0.5 },
  ]);

/** Everything that can go wrong. A row more is a kind of fault more; whoever serves the place knows its word. */
export const FAULTS: readonly FaultKind[] = [
  ...provider('stt', 'empty'),
  ...provider('llm', 'brown-out', 'stall', 'break', 'filter', 'empty'),
  ...provider('tts', 'garbage'),
  { in: 'tables', does: 'throttle', weight: 4, lasts: { msAtMost: 4000 } },
  { in: 'tables', does: 'time out', weight: 4, lasts: { msAtMost: 4000 } },
  { in: 'tables', does: 'slow', weight: 3, lasts: { msAtMost: 6000 } },
  { in: 'tables', does: 'lose the answer', weight: 6, lasts: { timesAtMost: 4 } },
  { in: 'bucket', does: 'throttle', weight: 2 },
  { in: 'bucket', does: 'time out', weight: 2 },
  { in: 'bucket', does: 'slow', weight: 2 },
  { in: 'bucket', does: 'lose the answer', weight: 2 },
  { in: 'playing', does: 'miss', weight: 3 },
  { in: 'recording', does: 'come late', weight: 4 },
  { in: 'recording', does: 'fail', weight: 2 },
  { in: 'events', does: 'twice', weight: 4 },
  { in: 'events', does: 'twice, late', weight: 4 },
  { in: 'events', does: 'late', weight: 4 },
  { in: 'events', does: 'cold', weight: 3 },
  { in: 'events', does: 'crash', weight: 3, lasts: { timesAtMost: 1 } },
  { in: 'events', does: 'killed', weight: 5, lasts: { timesAtMost: 2 } },
  { in: 'events', does: 'answer lost', weight: 3, lasts: { timesAtMost: 2 } },
  { in: 'starting', does: 'throttle', weight: 3 },
  { in: 'starting', does: 'lose the answer', weight: 3 },
  { in: 'worker', does: 'cold', weight: 3 },
  { in: 'worker', does: 'late', weight: 3 },
  { in: 'worker', does: 'twice', weight: 3 },
  { in: 'worker', does: 'killed', weight: 6 },
  { in: 'tool', does: 'slow', weight: 2 },
  { in: 'tool', does: 'fail', weight: 2 },
  { in: 'tool', does: 'hang', weight: 2 },
  { in: 'tool', does: 'lose the answer', weight: 2 },
  { in: 'starting the wrap-up', does: 'throttle', weight: 2 },
  { in: 'starting the wrap-up', does: 'lose the answer', weight: 2 },
  { in: 'wrapping up', does: 'cold', weight: 1 },
  { in: 'wrapping up', does: 'late', weight: 1 },
  { in: 'wrapping up', does: 'twice', weight: 2 },
  { in: 'wrapping up', does: 'killed', weight: 4, lasts: { timesAtMost: 4 } },
  { in: 'bus', does: 'throttle', weight: 2, lasts: { timesAtMost: 12 } },
  { in: 'bus', does: 'time out', weight: 2, lasts: { timesAtMost: 12 } },
  { in: 'bus', does: 'lose the answer', weight: 2, lasts: { timesAtMost: 12 } },
  { in: 'taking events', does: 'refuse', weight: 2, lasts: { timesAtMost: 12 } },
];
