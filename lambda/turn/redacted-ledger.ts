import { redactedAll, redactedData } from '../core/memory/redacted';
import type { PiiKind } from '../core/privacy/kinds';
import { sameArguments } from '../core/tools/same-arguments';
import type { ToolLedger, ToolRun } from '../core/tools/tool-runner';

/**
 * A ledger that keeps no personal data of what was said to tools and by them. The model is told them whole in the turn
 * in which a tool runs, and in later turns as they are kept.
 *
 * @param kinds what is taken out.
 */
export function redactedLedger(ledger: ToolLedger, kinds: readonly PiiKind[]): ToolLedger {
  const bare = <R extends Pick<ToolRun, 'args' | 'result'>>(run: R): R => ({
    ...run,
    args: redactedData(run.args, kinds),
    ...(run.result && {
      result: { ...run.result, content: redactedAll(run.result.content, kinds) },
    }),
  });
  return {
    claim: async (place, run) => {
      const kept = bare(run);
      const before = await ledger.claim(place, kept);
      // The same piece of work, as far as what is kept tells.
      return before && sameArguments(before.args, kept.args) ? { ...before, args: run.args } : before;
    },
    settle: (place, run) => ledger.settle(place, bare(run)),
    runsOf: (callId) => ledger.runsOf(callId),
  };
}
