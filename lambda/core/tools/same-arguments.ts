type Arguments = Record<string, unknown>;

/** Whether two sets of arguments are the same, in whatever order their names stand: a table keeps none. */
export function sameArguments(one: Arguments, other: Arguments): boolean {
  return sorted(one) === sorted(other);
}

function sorted(args: Arguments): string {
  return JSON.stringify(args, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
