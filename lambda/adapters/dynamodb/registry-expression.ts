/** DynamoDB takes 300 operators in an expression; a condition on one part has up to two, and one more to join it. */
const MOST_PARTS = 40;

/** Names and values of an expression, each under a placeholder: any name may be one of DynamoDB's own words. */
export class Expression {
  readonly names: Record<string, string> = {};
  readonly values: Record<string, unknown> = {};

  name(name: string): string {
    const known = Object.entries(this.names).find(([, one]) => one === name);
    if (known) return known[0];
    const placeholder = `#n${Object.keys(this.names).length}`;
    this.names[placeholder] = name;
    return placeholder;
  }

  value(value: unknown): string {
    const placeholder = `:v${Object.keys(this.values).length}`;
    this.values[placeholder] = value;
    return placeholder;
  }

  /**
   * Conditions that an attribute is as it was seen. Lists and maps part by part, since dynalite knows no equal ones; as
   * a whole where they have more parts than an expression takes.
   */
  isStill(name: string, seen: unknown): string[] {
    const placeholder = this.name(name);
    if (seen === undefined) return [`attribute_not_exists(${placeholder})`];
    if (partsOf(seen) > MOST_PARTS) return [`${placeholder} = ${this.value(seen)}`];
    return this.equals(placeholder, seen);
  }

  private equals(path: string, seen: unknown): string[] {
    if (typeof seen !== 'object' || seen === null) return [`${path} = ${this.value(seen)}`];
    const parts = Array.isArray(seen)
      ? seen.map((one: unknown, i) => this.equals(`${path}[${i}]`, one))
      : Object.entries(seen).map(([name, one]) => this.equals(`${path}.${this.name(name)}`, one));
    return [`size(${path}) = ${this.value(parts.length)}`, ...parts.flat()];
  }
}

function partsOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>((sum, one) => sum + partsOf(one), 1);
}
