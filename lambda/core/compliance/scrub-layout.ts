import known from './scrub-layouts.json';

/** What a column of a file of scrub results tells. */
export type ScrubColumn = keyof (typeof known.layouts)[number]['columns'];

/** How a file of scrub results is laid out. */
export interface ScrubLayout {
  name: string;
  /** Whether it is known to be right. Those of DLT nodes are not: none is published. */
  isVerified: boolean;
  /** The cell of each column that the file has. */
  cells: ReadonlyMap<ScrubColumn, number>;
}

/** Without them a row says nothing. */
const DEMANDED: ScrubColumn[] = ['number', 'preference'];

/**
 * Finds the layout of a file by its head. A column that the layout does not know is a fault: it might hold something
 * that the callee has blocked.
 *
 * @returns the layout, or what is wrong with the head.
 */
export function layoutOf(head: readonly string[]): ScrubLayout | { fault: string } {
  const fitting = known.layouts.map((layout) => cellsIn(head, layout)).find((one) => one !== undefined);
  return fitting ?? { fault: faultOf(head) };
}

function cellsIn(
  head: readonly string[],
  { name, evidence, columns }: (typeof known.layouts)[number],
): ScrubLayout | undefined {
  const cells = new Map<ScrubColumn, number>();
  for (const [i, title] of head.entries()) {
    const column = entriesOf(columns).find(([, titles]) => titles.some((one) => plain(one) === plain(title)));
    if (!column || cells.has(column[0])) return undefined;
    cells.set(column[0], i);
  }
  if (!DEMANDED.every((column) => cells.has(column))) return undefined;
  return { name, isVerified: evidence === 'own', cells };
}

function faultOf(head: readonly string[]): string {
  const wanted = known.layouts.map(({ name, columns }) => {
    const titles = entriesOf(columns).map(([column, [first = '']]) =>
      DEMANDED.includes(column) ? first : `[${first}]`,
    );
    return `${name}: ${titles.join(', ')}`;
  });
  // The head of a file without one is its first row, which holds a number.
  const found = head.map((title) => title.replace(/\d{5,}/g, '…').slice(0, 40)).join(', ');
  return `the layout is not known. The head is: ${found}. It has to be one of: ${wanted.join(' · ')}`;
}

function entriesOf(columns: Record<ScrubColumn, string[]>): [ScrubColumn, string[]][] {
  return Object.entries(columns) as [ScrubColumn, string[]][];
}

/** Case, spaces and hyphens of a title make no difference. */
function plain(title: string): string {
  return title.toLowerCase().replace(/[^a-z0-9]/g, '');
}
