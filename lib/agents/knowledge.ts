import { existsSync, readFileSync, statSync } from 'node:fs';
import { InvalidInputError } from '../../lambda/core/errors';
import { toFault } from '../../lambda/core/checks/finding';
import { indexFiles, type IndexedKnowledge } from './knowledge-files';

/**
 * Files that an agent looks things up in while it talks. They are cut into passages and indexed when the app is
 * synthesised, and searched in the function that makes the reply: no other service is asked.
 */
export class Knowledge {
  /**
   * @param files paths of `.md`, `.txt` and `.csv` files in UTF-8, 5 MB at most together; give them as
   * `path.join(__dirname, …)`, or else they are taken from the folder in which `cdk` runs.
   * @throws InvalidInputError with every fault of the files.
   */
  static fromFiles(...files: string[]): Knowledge {
    const { index, findings } = indexFiles(files, (file) =>
      existsSync(file) && statSync(file).isFile() ? readFileSync(file) : undefined,
    );
    const none = files.length === 0 ? [{ path: [], message: 'names no file' }] : [];
    const faults = [...none, ...findings].map((finding) => toFault(finding));
    if (faults.length > 0 || !index) throw new InvalidInputError('knowledge', faults);
    return new Knowledge(index);
  }

  private constructor(readonly index: IndexedKnowledge) {}
}
