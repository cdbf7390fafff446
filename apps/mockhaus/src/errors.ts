import { type Catalogue, defineCodes } from '@millrace/diagnostics';

const definitions = {
  MOCKHAUS_PORT_IN_USE: {
    text: 'Port {port} on {host} is in use.',
    hint: 'choose another port, or 0 for any free one',
    exit: 5,
  },
  MOCKHAUS_CANNOT_LISTEN: {
    text: 'The server cannot listen on {host}:{port}: {reason}.',
    hint: 'listen on 127.0.0.1, or on an address of this machine',
    exit: 5,
  },
  MOCKHAUS_DATA_DIR: {
    text: "The data folder '{path}' cannot be used: {reason}.",
    hint: 'name a folder that can be written, and that no other Mockhaus has open',
    exit: 4,
  },
} as const;

/** Everything that can stop the server itself; SQL errors travel to the driver as Snowflake's own codes instead. */
export const errors: Catalogue<typeof definitions> = defineCodes(definitions);
