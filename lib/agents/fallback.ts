import type { Fallback as FallbackSettings } from '../../lambda/core/agents/agent';
import type { TransferWay } from './tool';

/** What happens when an agent cannot go on. */
export class Fallback {
  /** Says something, then hangs up. */
  static say(text: string): Fallback {
    return new Fallback({ say: text });
  }

  /** @param number of a human who takes over, in E.164. */
  static transfer(number: string, { ring, via }: TransferWay = {}): Fallback {
    return new Fallback({ transfer: number, ringSeconds: ring?.toSeconds(), via });
  }

  private constructor(readonly settings: FallbackSettings) {}
}
