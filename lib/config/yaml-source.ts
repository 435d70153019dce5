import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type ScalarTag,
} from 'yaml';
import type { Fault } from '../../lambda/core/errors';
import { toFault, type Finding } from '../../lambda/core/checks/finding';

/** YAML reads an unquoted +14155550100 as a number and drops the plus. Here it is a telephone number. */
const telephoneNumber: ScalarTag = {
  tag: 'tag:yaml.org,2002:str',
  default: true,
  test: /^\+[0-9]{5,15}$/,
  resolve: (text) => text,
};

/** A YAML text that still knows on which line each value stands. */
export class YamlSource {
  private readonly lines = new LineCounter();
  private readonly document: Document.Parsed;

  constructor(text: string) {
    this.document = parseDocument(text, {
      lineCounter: this.lines,
      prettyErrors: false,
      // Keys given twice are reported here with their path; the parser would tell the place only.
      uniqueKeys: false,
      customTags: (tags) => [telephoneNumber, ...tags],
    });
  }

  /** Where the text is no YAML. Its values mean nothing then. */
  syntaxFaults(): Fault[] {
    return this.document.errors.map(({ message, pos }) => ({
      path: '',
      message: `is not YAML here: ${message}`,
      line: this.lines.linePos(pos[0]).line,
    }));
  }

  value(): unknown {
    return this.document.toJS();
  }

  /** A finding with its line: that of the value, or of the nearest value around it that is there. */
  located(finding: Finding): Fault {
    return toFault(finding, this.lineOf(finding.path));
  }

  /** Keys that stand twice in one object. YAML forbids it, and the first would be lost in silence. */
  keysGivenTwice(node: unknown = this.document.contents, path: Finding['path'] = []): Fault[] {
    if (isSeq(node)) return node.items.flatMap((item, i) => this.keysGivenTwice(item, [...path, i]));
    if (!isMap(node)) return [];
    const first = new Map<string, number>();
    return node.items.flatMap(({ key, value }) => {
      const name = nameOf(key);
      const line = this.lineOfNode(key);
      const earlier = first.get(name);
      if (earlier === undefined) first.set(name, line);
      const twice = { path: [...path, name], message: `stands twice, first in line ${earlier}; keep one` };
      const here = earlier === undefined ? [] : [toFault(twice, line)];
      return [...here, ...this.keysGivenTwice(value, [...path, name])];
    });
  }

  private lineOf(path: Finding['path']): number {
    let line = 1;
    let node: unknown = this.document.contents;
    for (const step of path) {
      if (isAlias(node)) node = node.resolve(this.document);
      if (isMap(node)) {
        // The last of several equal keys is the one whose value counts.
        const pair = node.items.findLast(({ key }) => nameOf(key) === String(step));
        if (!pair) return line;
        line = this.lineOfNode(pair.key);
        node = pair.value;
      } else if (isSeq(node)) {
        node = node.items[Number(step)];
        if (node === undefined) return line;
        line = this.lineOfNode(node);
      } else return line;
    }
    return line;
  }

  private lineOfNode(node: unknown): number {
    const start = (node as { range?: [number, number, number] } | null)?.range?.[0] ?? 0;
    return this.lines.linePos(start).line;
  }
}

function nameOf(key: unknown): string {
  return String(isScalar(key) ? key.value : key);
}
