import type { SortedNumbers } from './sort-numbers';

/** What an import did, or would do, and what is left to a person. */
export function summaryOf(
  { added, known, skipped, elsewhere }: SortedNumbers,
  told: { file: string; id: string; account: string; agent: string; dryRun: boolean },
): string[] {
  const { file, id, account, agent, dryRun } = told;
  const all = added.length + known.length + skipped.length;
  const written = dryRun ? 'would be written' : 'written';
  return [
    `${id}, account ${account}: ${counted(all)}.`,
    `  ${added.length} ${written} to ${file}, with agent ${agent}`,
    `  ${known.length} in it already`,
    ...(skipped.length > 0 ? [`  ${skipped.length} left out, since no call of theirs would arrive:`] : []),
    ...skipped.map(({ number, reason }) => `    ${number}  ${reason}`),
    ...(elsewhere.length > 0
      ? [`${elsewhere.length} of the new ones ${elsewhere.length === 1 ? 'leads' : 'lead'} elsewhere now:`]
      : []),
    ...elsewhere.map(({ number, place }) => `    ${number}  ${place}`),
    ...(elsewhere.length > 0
      ? ['The stack takes these only with takeover: true, which is yours to write.']
      : []),
    ...(added.length > 0
      ? [`Next: ${dryRun ? 'run this without --dry-run' : `read ${file}, then npx byon plan`}.`]
      : []),
  ];
}

function counted(count: number): string {
  return count === 1 ? 'one number' : `${count} numbers`;
}
