import type { VoiceOf } from '../agents/agent';

/**
 * Where a phrase lies once it has been rendered. The same words in the same voice are the same clip, so a
 * change of either is another clip and nothing has to be thrown away.
 *
 * @param hash of a text, in hexadecimal; the core has no hash function of its own.
 */
export function clipKeyOf(
  text: string,
  { tts, voice, language }: VoiceOf,
  hash: (text: string) => string,
): string {
  return `clips/${hash(JSON.stringify([tts, voice ?? '', language, text]))}.wav`;
}
