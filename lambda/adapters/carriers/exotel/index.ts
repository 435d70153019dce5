export * from './allow-list';
export * from './calls';
export * from './connection';
export * from './credentials';
export * from './numbers';
export * from './switchboard';
export * from './trunk-parts';
export * from './trunks';
