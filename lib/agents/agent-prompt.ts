import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import { NotFoundError } from '../../lambda/core/errors';

/** What the language model of an agent is told. `{{variables}}` are filled in for each call. */
export class AgentPrompt {
  /**
   * @param file path of a text file; give it as `path.join(__dirname, …)`, or else it is taken from the folder
   * in which `cdk` runs.
   * @throws NotFoundError when there is no such file.
   */
  static fromFile(file: string): AgentPrompt {
    if (!existsSync(file)) throw new NotFoundError(`prompt: there is no file ${path.resolve(file)}`);
    return new AgentPrompt(readFileSync(file, 'utf8'));
  }

  static inline(text: string): AgentPrompt {
    return new AgentPrompt(text);
  }

  private constructor(readonly text: string) {}
}
