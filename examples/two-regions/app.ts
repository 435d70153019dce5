import { App } from 'aws-cdk-lib';
import { LineStack } from './line-stack';

const app = new App();
const virginia = new LineStack(app, 'LineVirginia', { env: { region: 'us-east-1' } });
// `cdk deploy --all` deploys Virginia first, because Singapore's SIP rule asks it for its application's id.
new LineStack(app, 'LineSingapore', {
  env: { region: 'ap-southeast-1' },
  failover: virginia.byon.endpoint.application,
});
