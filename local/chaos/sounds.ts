import { murmur } from '../sim/murmur';

const made = new Map<string, Int16Array>();

/** The sound of a text: a hum as long as it takes to say. Made once a process. */
export function soundOf(text: string): Int16Array {
  const sound = made.get(text) ?? murmur(text);
  made.set(text, sound);
  return sound;
}
