const base = require('./jest.config.js');

/** The package as npm packs it, in an app of its own. Its first install takes what is not in npm's cache. */
module.exports = {
  ...base,
  roots: ['<rootDir>/test/package'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 2,
  testTimeout: 180_000,
};
