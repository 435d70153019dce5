import { LINE_RATE } from '../../lambda/core/speech/wav';

const SAMPLES_PER_MS = LINE_RATE / 1000;

/** A piece of audio on a track. Positions are samples since the epoch. */
export interface Piece {
  readonly from: number;
  pcm: Int16Array;
  readonly text?: string;
}

/** One direction of a telephone line: audio at its time, silence in between. Times are clock milliseconds. */
export class Track {
  /** In order, and never one over the other. */
  private readonly pieces: Piece[] = [];

  /** The time at which the audio that is there so far ends. */
  get end(): number {
    return this.endPosition / SAMPLES_PER_MS;
  }

  /** Puts audio at `at`, or behind what is there already. */
  put(at: number, pcm: Int16Array, text?: string): Piece {
    const piece: Piece = { from: Math.max(positionAt(at), this.endPosition), pcm, text };
    this.pieces.push(piece);
    return piece;
  }

  /** Takes away what of a piece, and of all pieces after it, lies behind `at`. */
  cut(piece: Piece, at: number): void {
    const index = this.pieces.indexOf(piece);
    if (index === -1) return;
    const position = positionAt(at);
    this.pieces.length = index + 1;
    piece.pcm = piece.pcm.subarray(0, Math.max(0, position - piece.from));
  }

  read(from: number, to: number): Int16Array {
    const [first, last] = [positionAt(from), positionAt(to)];
    const samples = new Int16Array(Math.max(0, last - first));
    for (const { from: start, pcm } of this.between(first, last)) {
      const heard = pcm.subarray(Math.max(0, first - start), Math.max(0, last - start));
      samples.set(heard, Math.max(0, start - first));
    }
    return samples;
  }

  /** The words of the pieces that lie between the two times by more than half. */
  wordsBetween(from: number, to: number): string[] {
    const [first, last] = [positionAt(from), positionAt(to)];
    return this.between(first, last).flatMap(({ from: start, pcm, text }) => {
      const held = Math.min(last, start + pcm.length) - Math.max(first, start);
      return text !== undefined && held > pcm.length / 2 ? [text] : [];
    });
  }

  private get endPosition(): number {
    const last = this.pieces.at(-1);
    return last ? last.from + last.pcm.length : 0;
  }

  /** Looks from the end, since almost every question is about the last moments. */
  private between(first: number, last: number): Piece[] {
    const found: Piece[] = [];
    for (let i = this.pieces.length - 1; i >= 0; i--) {
      const piece = this.pieces[i] as Piece;
      if (piece.from + piece.pcm.length <= first) break;
      if (piece.from < last) found.unshift(piece);
    }
    return found;
  }
}

export function durationOf(pcm: Int16Array): number {
  return pcm.length / SAMPLES_PER_MS;
}

function positionAt(ms: number): number {
  return Math.round(ms * SAMPLES_PER_MS);
}
