import type { PhraseName } from '../../lambda/core/speech/phrases';
import type { Stt } from './stt';
import type { Tts } from './tts';

/** A language that an agent speaks besides its own. */
export interface FurtherLanguage {
  /** As in `hi-IN`. */
  readonly language: string;
  /**
   * @default - the agent's own
   */
  readonly stt?: Stt;
  /**
   * The voice for this language.
   *
   * @default - the agent's own
   */
  readonly tts?: Tts;
  /**
   * Own wording in place of the stock phrases of this language.
   *
   * @default - the stock phrases of the language; English and Hindi have some
   */
  readonly phrases?: Partial<Record<PhraseName, string>>;
}
