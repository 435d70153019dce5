/** Whether digits end in the check digit of a payment card: Luhn, ISO/IEC 7812-1. */
export function passesLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, i) => {
    const value = Number(digit) * (i % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}

/** The dihedral group of order ten: `PRODUCT[a][b]`. */
const PRODUCT = [
  '0123456789',
  '1234067895',
  '2340178956',
  '3401289567',
  '4012395678',
  '5987604321',
  '6598710432',
  '7659821043',
  '8765932104',
  '9876543210',
];
/** What becomes of a digit by its place from the right, which repeats after eight. */
const PERMUTATION = [
  '0123456789',
  '1576283094',
  '5803796142',
  '8916043527',
  '9453126870',
  '4286573901',
  '2793806415',
  '7046913258',
];

/** Whether digits end in the check digit of an Aadhaar number: J. Verhoeff, 1969. */
export function passesVerhoeff(digits: string): boolean {
  const left = [...digits].reverse().reduce((total, digit, i) => {
    const permuted = Number(PERMUTATION[i % 8]![Number(digit)]);
    return Number(PRODUCT[total]![permuted]);
  }, 0);
  return left === 0;
}
