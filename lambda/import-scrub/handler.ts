import * as z from 'zod';
import type { Log } from '../core/ports';
import { importScrub, REPORT_ENDING, type ImportScrubPorts } from './import-scrub';

/** As EventBridge tells of a new object of S3, where keys stand as they are. */
const objectCreated = z.object({
  detail: z.object({
    bucket: z.object({ name: z.string().min(1) }),
    object: z.object({ key: z.string().min(1) }),
  }),
});

/** Imports the file that an event tells of. It rejects when that has to be tried again, which Lambda does twice. */
export function createImportScrub(ports: ImportScrubPorts & { log: Log }): (event: unknown) => Promise<void> {
  return async (event) => {
    const { bucket, object } = objectCreated.parse(event).detail;
    // Its own reports, and folders that the console makes.
    if (object.key.endsWith(REPORT_ENDING) || object.key.endsWith('/')) return;
    const report = await importScrub({ bucket: bucket.name, key: object.key }, ports);
    const { outcome, rows, written, newerKept, leftOut, layout, faults } = report;
    const fields = { outcome, rows, written, newerKept, leftOut, layout, faults: faults.count };
    const level = outcome === 'imported' ? 'info' : 'warn';
    ports.log[level]('scrub results', fields, { file: object.key });
  };
}
