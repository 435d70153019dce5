import { createHash } from 'node:crypto';
import type { VoiceOf } from '../core/agents/agent';
import { clipKeyOf } from '../core/speech/clips';

/** A phrase, and where its audio lies once it has been rendered. */
export interface Clip {
  key: string;
  text: string;
}

export function clipOf(text: string, voice: VoiceOf): Clip {
  const key = clipKeyOf(text, voice, (content) => createHash('sha256').update(content).digest('hex'));
  return { key, text };
}
