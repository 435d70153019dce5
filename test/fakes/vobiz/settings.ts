/** What a test may change at any time through `vobiz.settings`. */
export interface VobizSettings {
  /** The most that a page of a list holds. A small one finds callers who don't page. */
  pageSize: number;
  /**
   * Which half of Vobiz's documents is right about creating a trunk: `openapi` refuses `trunk_type` and
   * `max_concurrent_calls`, `prose` requires them, `both` takes either.
   */
  documents: 'openapi' | 'prose' | 'both';
  /** Fields of a trunk that are accepted and lost, by the method that loses them. */
  loses: Partial<Record<'POST' | 'PUT' | 'PATCH', readonly string[]>>;
  /** Whether there is a PATCH at all. */
  patch: boolean;
  /** What assigning a number answers: 204 with nothing, or the older 200. */
  assignAnswers: 200 | 204;
  /** Whether assignments take, or are accepted and lost. */
  keepsAssignments: boolean;
  /** Whether `;transport=…` stays in a SIP URI. Vobiz's documents speak of an “inferred transport”. */
  keepsUriParameters: boolean;
  /** What becomes of a transport that a SIP URI is given. No document says. */
  uriTransport: 'kept' | 'lost' | 'refused';
  /** How a call is named in the answer to making it. */
  callNamed: 'request_uuid' | 'call_uuid';
}

export interface VobizOptions extends Partial<VobizSettings> {
  authId?: string;
  authToken?: string;
}

export const DEFAULT_SETTINGS: VobizSettings = {
  pageSize: 100,
  documents: 'both',
  loses: {},
  patch: true,
  assignAnswers: 204,
  keepsAssignments: true,
  keepsUriParameters: true,
  uriTransport: 'kept',
  callNamed: 'request_uuid',
};
