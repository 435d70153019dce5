import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';

/** What Node loads before the code of a deployed function, in this order. */
export class Preloads {
  private readonly files = new Map<LambdaFunction, string[]>();

  add(to: LambdaFunction, ...files: string[]): void {
    const all = [...(this.files.get(to) ?? []), ...files];
    this.files.set(to, all);
    to.addEnvironment('NODE_OPTIONS', all.map((file) => `--require ${file}`).join(' '));
  }
}
