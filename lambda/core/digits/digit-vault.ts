/** Digits that a caller has keyed in private: for the company's own tools, for a quarter of an hour. */
export interface DigitVault {
  /** Those that were kept by this name in this call before are forgotten. */
  keep(callId: string, name: string, digits: string): Promise<void>;
  /** @returns undefined when there are none, or none any more. */
  find(callId: string, name: string): Promise<string | undefined>;
}
