import { App } from 'aws-cdk-lib';
import { ClinicStack } from './clinic-stack';

new ClinicStack(new App(), 'Clinic', { env: { region: 'ap-southeast-1' } });
