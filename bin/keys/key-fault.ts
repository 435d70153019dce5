import { keyIn } from '../../lambda/adapters/secrets-key-ring';

/** @returns what is wrong with the text of a secret as a key, without any of it; undefined for a key. */
export function faultOfKey(text: string): string | undefined {
  if (text.trim() === '') return 'is empty';
  const key = keyIn(text);
  if (key === undefined) return 'holds a placeholder, no key';
  if (/[\r\n]/.test(key)) return 'has a line break inside';
  if (/\s/.test(key)) return 'has a blank inside';
  // A key travels in an HTTP header, which takes nothing else.
  if (!/^[\x21-\x7e]+$/.test(key)) return 'has a character inside that no key has';
  return undefined;
}
