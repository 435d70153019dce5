/** One measured figure. */
export interface Figure {
  /** As in this folder's README; does not change from version to version. */
  name: string;
  value: number;
  unit: 'ms' | 's' | 'bytes' | 'MB' | 'events/s' | 'rows/s' | 'dials/s' | 'calls' | 'errors' | 'USD/1000 min';
  /** The same quantity, measured the other way. */
  baseline?: number;
  /** baseline / value: how many times better than the baseline. */
  factor?: number;
  limit?: Limit;
}

/** What has to hold of a figure. */
export type Limit = { valueAtMost: number } | { factorAtLeast: number };

export function holds({ value, factor, limit }: Figure): boolean {
  if (!limit) return true;
  return 'valueAtMost' in limit ? value <= limit.valueAtMost : (factor ?? 0) >= limit.factorAtLeast;
}

/** A figure as a line of JSON, with two decimals at the most. */
export function lineOf(figure: Figure): string {
  return JSON.stringify(figure, (_, value: unknown) =>
    typeof value === 'number' ? Math.round(value * 100) / 100 : value,
  );
}
