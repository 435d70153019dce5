const BREAK = /<break\b[^>]*\btime="(\d+(?:\.\d+)?)(ms|s)"[^>]*>/g;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export type Spoken = { text: string } | { silenceMs: number };

/** What is said of an SSML document, in order: its words and its breaks. Other marks are dropped. */
export function readSsml(ssml: string): Spoken[] {
  const spoken: Spoken[] = [];
  let from = 0;
  const say = (to: number) => {
    const text = wordsOf(ssml.slice(from, to));
    if (text) spoken.push({ text });
  };
  for (const found of ssml.matchAll(BREAK)) {
    say(found.index);
    spoken.push({ silenceMs: Number(found[1]) * (found[2] === 's' ? 1000 : 1) });
    from = found.index + found[0].length;
  }
  say(ssml.length);
  return spoken;
}

function wordsOf(markup: string): string {
  return markup
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replace(/\s+/g, ' ')
    .trim();
}
