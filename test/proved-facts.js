/** Prints what the deployment proved: the facts that passed, by their subjects. */
module.exports = class ProvedFacts {
  onRunComplete(_, { testResults }) {
    const subjects = new Map();
    for (const { ancestorTitles, title, status } of testResults.flatMap(({ testResults: facts }) => facts)) {
      if (status !== 'passed') continue;
      const subject = ancestorTitles.join(', ');
      subjects.set(subject, [...(subjects.get(subject) ?? []), title]);
    }
    const lines = [...subjects].flatMap(([subject, facts]) => [
      subject,
      ...facts.map((fact) => `  ✓ ${fact}`),
    ]);
    process.stdout.write(
      ['', 'Proved with the real CDK CLI, on an emulator of AWS:', ...lines, '', ''].join('\n'),
    );
  }
};
