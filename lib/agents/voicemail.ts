import type { Voicemail as VoicemailSettings } from '../../lambda/core/agents/voicemail';

/** What happens when a mailbox answers a call that an agent makes. */
export class Voicemail {
  static hangUp(): Voicemail {
    return new Voicemail('hang-up');
  }

  /**
   * Leaves a message when the mailbox falls silent, then hangs up.
   *
   * @param text the message. `{{variables}}` are filled in.
   */
  static leaveMessage(text: string): Voicemail {
    return new Voicemail({ say: text });
  }

  private constructor(readonly settings: VoicemailSettings) {}
}
