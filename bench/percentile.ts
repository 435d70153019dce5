/**
 * The value that `share` of all values do not exceed, by the nearest rank.
 *
 * @param share from 0 to 1.
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil(share * sorted.length));
  const value = sorted[rank - 1];
  if (value === undefined) throw new Error('there is no percentile of nothing');
  return value;
}
