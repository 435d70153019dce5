export { FakeAwsAccount, type FakeQuota, type FakeResource, type FakeStack } from './account';
export { openAws, type FakeAws } from './aws';
