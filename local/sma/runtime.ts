import { SmaCall, type CallOptions, type CallSurroundings } from './call';

/** What an {@link SmaRuntime} works with. The clock may be virtual; then audio takes no real time. */
export type SmaRuntimeOptions = CallSurroundings;

/**
 * A SIP media application on this machine: it sends a handler the events of calls, and carries out the actions
 * that it answers, with real audio at 8 kHz.
 *
 * Source: Amazon Chime SDK developer guide, "Using the Amazon Chime SDK PSTN Audio service". Where the guide
 * is silent, a comment at the place says what is assumed.
 */
export class SmaRuntime {
  constructor(private readonly options: SmaRuntimeOptions) {}

  /** A call comes in. */
  call(options: CallOptions): SmaCall {
    return new SmaCall(options, this.options);
  }
}
