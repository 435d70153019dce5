import * as path from 'node:path';

export const ROOT = path.join(__dirname, '../..');

/** What these tests install and leave behind: the emulator, its logs, the assemblies. Not in version control. */
export const WORK = path.join(ROOT, '.byon/deploy');
