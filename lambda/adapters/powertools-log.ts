import { Logger } from '@aws-lambda-powertools/logger';
import type { Fields, Log } from '../core/ports';

/**
 * Structured log on standard output. Personal data are written only where the operator has set
 * `BYON_LOG_PII=true`.
 */
export function powertoolsLog(): Log {
  const logger = new Logger();
  const withPii = process.env['BYON_LOG_PII'] === 'true';
  const line = (fields: Fields = {}, pii: Fields = {}) => ({
    ...plain(fields),
    ...(withPii && Object.keys(pii).length > 0 ? { pii: plain(pii) } : {}),
  });
  return {
    info: (message, fields, pii) => logger.info(message, line(fields, pii)),
    warn: (message, fields, pii) => logger.warn(message, line(fields, pii)),
    error: (message, fields, pii) => logger.error(message, line(fields, pii)),
  };
}

/** Errors by name, message and stack only: the cause of a provider's error holds what was sent to it. */
function plain(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      value instanceof Error ? { name: value.name, message: value.message, stack: value.stack } : value,
    ]),
  );
}
