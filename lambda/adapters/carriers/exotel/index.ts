export * from './allow-list';
export * from './calls';
export * from './connection';
export * from './numbers';
export * from './trunk-parts';
export * from './trunks';
