export * from './provider';
export * from './providers-for';
