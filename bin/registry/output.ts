/** Where a command writes. */
export interface Output {
  write(text: string): unknown;
  /** Whether somebody watches. */
  isTTY?: boolean;
}

/** Columns, one row a line, as wide as their longest cell but for the last. */
export function columnsOf(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]!.length)));
  return rows.map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i]!))
      .join('  ')
      .trimEnd(),
  );
}
