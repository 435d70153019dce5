/** Names and values of an expression, each under a placeholder: any name may be one of DynamoDB's own words. */
export class Expression {
  readonly names: Record<string, string> = {};
  readonly values: Record<string, unknown> = {};

  name(name: string): string {
    const placeholder = `#${name}`;
    this.names[placeholder] = name;
    return placeholder;
  }

  value(value: unknown): string {
    const placeholder = `:v${Object.keys(this.values).length}`;
    this.values[placeholder] = value;
    return placeholder;
  }

  /** Conditions that an attribute is as it was seen. Lists by their elements: dynalite knows no equal lists. */
  isStill(name: string, seen: unknown): string[] {
    const placeholder = this.name(name);
    if (seen === undefined) return [`attribute_not_exists(${placeholder})`];
    if (!Array.isArray(seen)) return [`${placeholder} = ${this.value(seen)}`];
    const elements = seen.map((one, i) => `${placeholder}[${i}] = ${this.value(one)}`);
    return [`size(${placeholder}) = ${this.value(seen.length)}`, ...elements];
  }
}
