/** Where the emulator is not AWS (more in test/deploy/ministack.ts), so that nobody takes a proof for more than it is. */
const NOT_PROVED = [
  'permissions: enforced in the stack that makes calls, but for conditions on keys of items; cdk-nag and the unit tests look at the rest',
  'the Delete that CloudFormation sends after a failed Create: the lifecycle tests replay it',
  'time to live, point-in-time recovery, deletion protection, lifecycle rules: seen in the template only',
  "Lambda's own Node and processor: functions run on this machine's",
  'hours at which people may be called: where calls are made, the clocks of functions and CLI stand at noon in India',
  'Amazon Chime itself, and carriers: stand-ins that are as strict as their documentation',
];

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
      [
        ...['', 'Proved with the real CDK CLI, on an emulator of AWS:', ...lines],
        ...['Not proved here:', ...NOT_PROVED.map((line) => `  - ${line}`), '', ''],
      ].join('\n'),
    );
  }
};
