import type { ModelPart } from '../ports';
import { SentenceCutter } from '../speech/sentences';

/**
 * Holds what a model says until its first sentence can be spoken or a tool is called. Nothing is spoken before
 * that anyhow, so it delays nothing, and a model that fails until then can be replaced without a trace.
 */
export class HeldParts {
  private readonly parts: ModelPart[] = [];
  private readonly cutter = new SentenceCutter();
  private anyUseful = false;

  /** Whether there is something to say or to do in it. */
  get useful(): boolean {
    return this.anyUseful;
  }

  /** @returns whether it is enough now. */
  add(part: ModelPart): boolean {
    this.parts.push(part);
    this.anyUseful ||= isUseful(part);
    if (part.type === 'tool-call') return true;
    return this.cutter.push(part.text).some(hasWords) || hasWords(this.cutter.likely ?? '');
  }

  release(): ModelPart[] {
    return this.parts.splice(0);
  }
}

/** White space and markup are no sign of life. */
export function isUseful(part: ModelPart): boolean {
  return part.type === 'tool-call' || hasWords(part.text);
}

function hasWords(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
