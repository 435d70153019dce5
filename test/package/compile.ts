import * as path from 'node:path';
import * as ts from 'typescript';
import type { Consumer } from './consumer';

/**
 * Compiles a file in the folder of a consumer, with all types of the package checked.
 *
 * @param module as in `tsconfig.json`.
 * @returns what the compiler says; nothing where all is well.
 */
export function compile(consumer: Consumer, file: string, module: 'commonjs' | 'nodenext'): string[] {
  const { options, errors } = ts.convertCompilerOptionsFromJson(
    { module, target: 'es2022', strict: true, types: [], skipLibCheck: true },
    consumer.folder,
  );
  const program = ts.createProgram([path.join(consumer.folder, file)], options);
  const { diagnostics } = program.emit();
  return [...errors, ...ts.getPreEmitDiagnostics(program), ...diagnostics].map(({ messageText }) =>
    ts.flattenDiagnosticMessageText(messageText, '\n'),
  );
}
