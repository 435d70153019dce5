/**
 * Outputs of a stack are named after carriers, and CloudFormation takes letters and digits only: `a-b` and `ab` would
 * have one name.
 *
 * @returns the first of the others that has this id but for hyphens, and is not the same.
 */
export function carrierAlike(id: string, others: Iterable<string>): string | undefined {
  return [...others].find((other) => other !== id && withoutHyphens(other) === withoutHyphens(id));
}

/** What to tell of a carrier that `carrierAlike` found. */
export function alikeFault(other: string): string {
  return `is ${other} but for hyphens, which the names of a stack's outputs cannot have; give one of the two another id`;
}

function withoutHyphens(id: string): string {
  return id.replaceAll('-', '');
}
