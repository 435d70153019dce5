const base = require('./jest.config.js');

/** Tests in a real Chromium. They run one after the other: audio in real time wants a machine that keeps up. */
module.exports = {
  ...base,
  roots: ['<rootDir>/test/browser'],
  testPathIgnorePatterns: ['/node_modules/'],
  maxWorkers: 1,
  testTimeout: 60_000,
};
