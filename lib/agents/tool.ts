import type { Tool as ToolSettings } from '../../lambda/core/agents/tool';

export interface TransferOptions {
  /** Tells the model when to transfer, as in `the caller asks for a human`. */
  readonly when: string;
}

/** What an agent may do besides talking. */
export class Tool {
  /** Lets the agent end the call after its goodbye. */
  static endCall(): Tool {
    return new Tool({ type: 'end-call' });
  }

  /** @param number of a human, in E.164. */
  static transfer(number: string, options: TransferOptions): Tool {
    return new Tool({ type: 'transfer', to: number, when: options.when });
  }

  private constructor(readonly settings: ToolSettings) {}
}
