/** Stands in for `@aws/cloudformation-validate`: see the environment of the tests. */
module.exports = globalThis.templateChecker();
