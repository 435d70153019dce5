/** How often AWS is asked at the most, and how long each answer is waited for. */
export interface Patience {
  attempts: number;
  timeoutMs: number;
  /** For the connection alone. Standard: half a second. */
  connectMs?: number;
}

/**
 * While a caller waits, a service that hangs is given up and asked again. The SDK by itself waits for ever. The
 * call handler's two attempts fit well within the time that an answer may take.
 */
export const PATIENCE = {
  handler: { attempts: 2, timeoutMs: 1000 },
  worker: { attempts: 3, timeoutMs: 1000 },
  /** Recordings are larger than items. */
  audio: { attempts: 3, timeoutMs: 2000 },
  /** Nobody is on the line any more. */
  afterwards: { attempts: 3, timeoutMs: 5000, connectMs: 2000 },
} as const satisfies Record<string, Patience>;

/** @returns settings for a client of the AWS SDK. */
export function impatient({ attempts, timeoutMs, connectMs = 500 }: Patience) {
  return {
    maxAttempts: attempts,
    // Without the second setting the first one only leads to a warning.
    requestHandler: { connectionTimeout: connectMs, requestTimeout: timeoutMs, throwOnRequestTimeout: true },
  };
}
