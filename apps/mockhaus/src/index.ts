export { describeConnections } from './connections.ts';
export { errors } from './errors.ts';
export type { EmulatorOptions } from './http/emulator.ts';
export { type MockhausServer, serve, type ServeOptions } from './serve.ts';
