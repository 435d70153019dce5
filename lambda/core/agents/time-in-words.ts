const MINUTE = 60;

/** @returns a length of time as a language says it, as in `1 minute` or `90 seconds`. */
export function timeInWords(seconds: number, language: string): string {
  const inMinutes = seconds > 0 && seconds % MINUTE === 0;
  const unit = inMinutes ? 'minute' : 'second';
  const count = inMinutes ? seconds / MINUTE : seconds;
  return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}
