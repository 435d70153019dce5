export * from './account';
export * from './allow-list';
export * from './calls';
export * from './connection';
export * from './ip-acls';
export * from './numbers';
export * from './origination-uris';
export * from './trunks';
