import * as path from 'node:path';
import * as ts from 'typescript';
import type { Consumer } from './consumer';

/**
 * Compiles files in the folder of a consumer. All at once: reading CDK's types takes most of the time.
 *
 * @param module as in `tsconfig.json`.
 * @returns what the compiler says of each file, by its name; nothing where all is well.
 */
export function compile(
  consumer: Consumer,
  files: readonly string[],
  module: 'commonjs' | 'nodenext',
): Map<string, string[]> {
  const { options, errors } = ts.convertCompilerOptionsFromJson(
    { module, target: 'es2022', strict: true, types: [], skipLibCheck: true },
    consumer.folder,
  );
  const paths = files.map((file) => path.join(consumer.folder, file));
  const program = ts.createProgram(paths, options);
  const { diagnostics } = program.emit();
  const of = (file: string) => ts.getPreEmitDiagnostics(program, program.getSourceFile(file));
  return new Map(
    files.map((file, i) => [file, [...errors, ...diagnostics, ...of(paths[i]!)].map(messageOf)]),
  );
}

function messageOf({ messageText }: ts.Diagnostic): string {
  return ts.flattenDiagnosticMessageText(messageText, '\n');
}
