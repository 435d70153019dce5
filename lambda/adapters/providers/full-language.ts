/**
 * A language with the region that it is most likely of, and without its script: `hi-IN` for `hi` and for
 * `hi-Latn-IN`, `en-US` for `en`. This is how AWS names languages.
 */
export function fullLanguage(language: string): string {
  const { language: primary, region } = new Intl.Locale(language).maximize();
  return `${primary}-${region}`;
}
