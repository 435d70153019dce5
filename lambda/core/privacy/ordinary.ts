const MONTHS =
  'jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|जनवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर';
const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const MONTH = '(?:0?[1-9]|1[0-2])';
const YEAR = '(?:19|20)\\d\\d';
const CURRENCY = '₹|rs\\.?|inr|usd|eur|gbp|[$€£]';
const DATES = [
  `${YEAR}[-/.]${MONTH}[-/.]${DAY}`,
  `${DAY}[-/. ]${MONTH}[-/. ]${YEAR}`,
  `${MONTH}[-/]${DAY}[-/]${YEAR}`,
  `${DAY}[-/.]${MONTH}[-/.]\\d\\d`,
  `${DAY}(?:st|nd|rd|th)?,? (?:of )?(?:${MONTHS}),? ${YEAR}`,
  `(?:${MONTHS}) ${DAY}(?:st|nd|rd|th)?,? ${YEAR}`,
  `${YEAR} ?[-–/] ?(?:${YEAR}|\\d\\d)`,
];
const AMOUNTS = [
  '(?:[01]?\\d|2[0-3])[:.][0-5]\\d(?:[:.][0-5]\\d)?',
  `(?:${CURRENCY}) ?\\d+(?:[,.]\\d+)*`,
  `\\d+(?:[,.]\\d+)* ?(?:${CURRENCY}|rupees|rupaye|dollars|euros|pounds|paise|lakhs?|crores?|thousand|hundred|percent|%|रुपये|रुपए|लाख|करोड़|हज़ार|हजार|प्रतिशत)`,
  '\\d{1,3}(?:,\\d{2,3})*,\\d{3}(?:\\.\\d+)?',
  '\\d+\\.\\d{1,2}',
];

/** Numbers that say nothing of a person. Parts of a longer number are none: 98-10-12-34-56, 06.12.34.56.78. */
const ORDINARY = [
  ...DATES.map((pattern) => `(?<![\\d+]|\\d[-./:])${pattern}(?![-./:]?\\d)`),
  ...AMOUNTS.map((pattern) => `(?<![\\d+]|\\d[./:])${pattern}(?![./:]?\\d)`),
].map((pattern) => new RegExp(pattern, 'giu'));

export interface Span {
  from: number;
  to: number;
}

/** Where a text tells dates, times and amounts. */
export function ordinarySpans(text: string): Span[] {
  return ORDINARY.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ 0: all, index }) => ({ from: index, to: index + all.length })),
  );
}
