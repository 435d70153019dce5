/** Prints the counts alone on the last line, for machines that read them. */
module.exports = class ClosingCounts {
  onRunComplete(_, { numPassedTests, numFailedTests, numPendingTests }) {
    const skipped = numPendingTests > 0 ? `, ${numPendingTests} skipped` : '';
    process.stdout.write(`${numPassedTests} passed, ${numFailedTests} failed${skipped}\n`);
  }
};
