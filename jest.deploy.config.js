const base = require('./jest.config.js');

/** A real `cdk deploy` against an emulator of AWS. Each file has an emulator of its own, so two run at once. */
module.exports = {
  ...base,
  roots: ['<rootDir>/test/deploy'],
  testPathIgnorePatterns: ['/node_modules/'],
  globalSetup: '<rootDir>/test/deploy/prepare.ts',
  // More would keep a small machine so busy that a deployment misses its deadlines.
  maxWorkers: 2,
  testTimeout: 240_000,
  reporters: ['default', '<rootDir>/test/proved-facts.js', '<rootDir>/test/closing-counts.js'],
};
