import { App } from 'aws-cdk-lib';
import { FrontDeskStack } from './front-desk-stack';

new FrontDeskStack(new App(), 'FrontDesk', { env: { region: 'us-east-1' } });
