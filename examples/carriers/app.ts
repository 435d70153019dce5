import { App } from 'aws-cdk-lib';
import { SupportLineStack } from './support-line-stack';

new SupportLineStack(new App(), 'SupportLine', { env: { region: 'ap-southeast-1' } });
