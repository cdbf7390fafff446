import { mkdir } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { messageOf } from '@millrace/diagnostics';
import { errors } from './errors.ts';
import { createEmulator, type EmulatorOptions } from './http/emulator.ts';
import { createServer } from './http/server.ts';

/** Where and how to listen, and how the emulator behaves. */
export interface ServeOptions extends EmulatorOptions {
  /** TCP port; 0 takes any free one. */
  readonly port?: number;
  /** Address to listen on; loopback unless told otherwise. */
  readonly host?: string;
  /** Bytes of the largest request (256 MiB). */
  readonly bodyLimit?: number;
  /** Milliseconds in which a request must have arrived (60000). */
  readonly requestTimeoutMs?: number;
}

/** A server that runs. */
export interface MockhausServer {
  /** `http://127.0.0.1:53412` */
  readonly url: string;
  readonly port: number;
  /** Ends all sessions, rolls open transactions back and closes the databases. */
  close(): Promise<void>;
}

/**
 * Starts the emulator.
 *
 * @throws ToolError MOCKHAUS_PORT_IN_USE, MOCKHAUS_CANNOT_LISTEN or MOCKHAUS_DATA_DIR.
 * @example const server = await serve({ port: 0 }); // server.url is what a driver's accessUrl must say
 */
export async function serve(options: ServeOptions = {}): Promise<MockhausServer> {
  const host = options.host ?? '127.0.0.1';
  const wanted = options.port ?? 8080;
  if (options.dataDir !== undefined) await prepare(options.dataDir);
  const emulator = createEmulator(options);
  const server = createServer(emulator, { bodyLimit: options.bodyLimit ?? 256 * 1024 * 1024, requestTimeoutMs: options.requestTimeoutMs ?? 60_000 });
  try {
    await server.listen({ host, port: wanted });
  } catch (error) {
    await server.close();
    await emulator.close();
    if (Reflect.get(Object(error), 'code') === 'EADDRINUSE') throw errors.MOCKHAUS_PORT_IN_USE.error({ host, port: wanted }, {}, { cause: error });
    throw errors.MOCKHAUS_CANNOT_LISTEN.error({ host, port: wanted, reason: messageOf(error) }, {}, { cause: error });
  }
  const address: AddressInfo | string | null = server.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : wanted;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    port,
    close: async () => {
      await server.close();
      await emulator.close();
    },
  };
}

async function prepare(path: string): Promise<void> {
  try {
    await mkdir(path, { recursive: true });
  } catch (error) {
    throw errors.MOCKHAUS_DATA_DIR.error({ path, reason: messageOf(error) }, {}, { cause: error });
  }
}
