/** ESM-only packages that swc has to turn into CommonJS for jest. */
const esmOnly = ['ai', '@ai-sdk', 'zod', 'eventsource-parser', '@workflow', '@vercel', 'fauxqs'];

// Every process that uses the AWS SDK on Node 20 would print it.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: '<rootDir>/test/environment.js',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  testPathIgnorePatterns: ['/node_modules/', '/test/browser/', '/test/deploy/', '/test/package/'],
  transform: {
    '^.+\\.(t|j|mj)s$': [
      '@swc/jest',
      { jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
  // jest resolves as require() does, and fauxqs has no entry for that. The others are loaded with something done.
  moduleNameMapper: {
    '^fauxqs$': '<rootDir>/node_modules/fauxqs/dist/app.js',
    '^fast-check$': '<rootDir>/test/seeded-fast-check.js',
    '^@aws/cloudformation-validate$': '<rootDir>/test/template-checker.js',
  },
  setupFilesAfterEnv: ['aws-cdk-lib/testhelpers/jest-autoclean'],
  // jest leaves one core to a watching person; nobody watches.
  maxWorkers: '100%',
  reporters: ['default', '<rootDir>/test/closing-counts.js'],
  testTimeout: 90_000,
};
