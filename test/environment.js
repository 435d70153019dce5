const { createRequire } = require('node:module');
const { TestEnvironment } = require('jest-environment-node');

const requireOfCdk = createRequire(require.resolve('aws-cdk-lib'));

/**
 * Node, with the checker of templates in `aws-cdk-lib` loaded once a worker: it is nine megabytes of WebAssembly,
 * which take seconds to compile, and a test file would load it anew.
 */
module.exports = class extends TestEnvironment {
  constructor(...given) {
    super(...given);
    this.global.templateChecker = () => requireOfCdk('@aws/cloudformation-validate');
  }
};
