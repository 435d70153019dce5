import type { Recording as RecordingSettings } from '../../lambda/core/agents/recording';

/** Whether an agent's calls are recorded as a whole. The recordings lie in the audio bucket, for as long as it keeps audio. */
export class CallRecording {
  /**
   * Says that the call is recorded, before the greeting, and records from there on.
   *
   * @param notice own words; left out: the stock phrase of the agent's language.
   */
  static notice(notice?: string): CallRecording {
    return new CallRecording({ mode: 'notice', notice });
  }

  /**
   * Asks behind the greeting, and records when the caller says yes or presses 1. Whoever says anything else is
   * answered, and not recorded.
   *
   * @param ask own words, which have to ask for yes or the key 1; left out: the stock phrase.
   */
  static consent(ask?: string): CallRecording {
    return new CallRecording({ mode: 'consent', ask });
  }

  private constructor(readonly settings: RecordingSettings) {}
}
