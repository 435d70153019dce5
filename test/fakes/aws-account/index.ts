export { FakeAwsAccount, type FakeQuota, type FakeStack } from './account';
export { openAws, type FakeAws } from './aws';
