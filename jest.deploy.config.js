const base = require('./jest.config.js');

/** A real `cdk deploy` against an emulator of AWS. Each file has an emulator of its own. */
module.exports = {
  ...base,
  roots: ['<rootDir>/test/deploy'],
  testPathIgnorePatterns: ['/node_modules/'],
  // One file after the other: a deployment has deadlines, and each of these tests keeps two cores busy.
  maxWorkers: 1,
  testTimeout: 240_000,
  reporters: ['default', '<rootDir>/test/proved-facts.js', '<rootDir>/test/closing-counts.js'],
};
