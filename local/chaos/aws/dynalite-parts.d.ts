declare module 'dynalite/db' {
  export function matchesExprFilter(item: Record<string, unknown>, expression: unknown): boolean;
}
declare module 'dynalite/validations' {
  /** Adds what the expressions mean to `request`. @returns a fault in words. */
  export function validateExpressions(request: Record<string, unknown>): string | undefined;
}
