/** @returns the first part of a language tag: `hi` of `hi-IN`. */
export function primaryOf(tag: string): string {
  return tag.split('-', 1)[0]!;
}
