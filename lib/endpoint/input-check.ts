import { Token } from 'aws-cdk-lib';
import type * as z from 'zod';
import { InvalidInputError } from '../../lambda/core/errors';
import { toFault, under, type Finding } from '../../lambda/core/checks/finding';
import { shapeFindings } from '../../lambda/core/checks/shape';

/** What a property lacks of its schema. What is known only at deployment is let be. */
export function shapeOf(path: Finding['path'], schema: z.ZodType, value: unknown): Finding[] {
  return value === undefined || Token.isUnresolved(value) ? [] : under(path, shapeFindings(schema, value));
}

/** The same for every element of a list. */
export function shapesOf(
  path: Finding['path'],
  schema: z.ZodType,
  values: readonly unknown[] = [],
): Finding[] {
  return knownOf(values).flatMap((value, i) => shapeOf([...path, i], schema, value));
}

/** What is known at synth; undefined for the rest. */
export function known<T>(value: T): T | undefined {
  return Token.isUnresolved(value) ? undefined : value;
}

/** The elements of a list that are known at synth, each at its own place. */
export function knownOf<T>(list: readonly T[]): (T | undefined)[] {
  return Token.isUnresolved(list) ? [] : list.map(known);
}

/** @throws InvalidInputError with all faults, where there are any. */
export function demandNone(subject: string, faults: readonly Finding[]): void {
  if (faults.length === 0) return;
  throw new InvalidInputError(
    subject,
    faults.map((fault) => toFault(fault)),
  );
}
