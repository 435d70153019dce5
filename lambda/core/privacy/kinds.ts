/** What can be taken out of a text, and what stands in its place. The order is that of looking for it. */
export const MARKS = {
  email: '[email address]',
  upi: '[UPI id]',
  pan: '[PAN]',
  card: '[card number]',
  aadhaar: '[Aadhaar number]',
  phone: '[phone number]',
  digits: '[digits]',
} as const;

/** A kind of personal data. `digits`: one-time passwords, PINs and any other long or spelled number. */
export type PiiKind = keyof typeof MARKS;

export const PII_KINDS = Object.keys(MARKS) as [PiiKind, ...PiiKind[]];
