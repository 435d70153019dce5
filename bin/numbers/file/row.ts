/** A row of a file of numbers, as it was read. */
export interface Row {
  /** Where it begins, from 1. */
  line: number;
  /** The record as it was written; undefined where the row cannot be read. */
  value?: unknown;
  /** Why it cannot be read. */
  fault?: string;
}

/** The columns of a CSV file, which are the properties of a record; those of the second list hold JSON. */
export const PLAIN_COLUMNS = ['number', 'agent', 'agentVersion', 'status', 'carrier'] as const;
export const JSON_COLUMNS = ['suspension', 'routes', 'variables', 'dlt'] as const;
/** `variables.clinic` holds the value of one variable as plain text. */
export const VARIABLE_PREFIX = 'variables.';
