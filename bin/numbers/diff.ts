const CONTEXT = 3;

/** What changes from one text to another, as `diff -u` writes it: one hunk, since a change here is in one place. */
export function diffOf(file: string, before: string, after: string): string[] {
  const old = before.split('\n');
  const now = after.split('\n');
  const most = Math.min(old.length, now.length);
  let head = 0;
  while (head < most && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < most - head && old.at(-1 - tail) === now.at(-1 - tail)) tail++;
  const from = Math.max(0, head - CONTEXT);
  const behind = Math.min(tail, CONTEXT);
  const removed = old.slice(head, old.length - tail);
  const added = now.slice(head, now.length - tail);
  const following = old.slice(old.length - tail, old.length - tail + behind);
  const lines = head - from + behind;
  return [
    `--- ${file}`,
    `+++ ${file}`,
    `@@ -${from + 1},${lines + removed.length} +${from + 1},${lines + added.length} @@`,
    ...old.slice(from, head).map((line) => ` ${line}`),
    ...removed.map((line) => `-${line}`),
    ...added.map((line) => `+${line}`),
    ...following.map((line) => ` ${line}`),
  ];
}
