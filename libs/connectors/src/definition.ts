import type { z } from 'zod';
import type { Connector } from './connector.ts';

/** What a kind of connector can do beyond reading and writing objects. */
export interface Capabilities {
  /** It runs SQL: its connectors are `SqlConnector`s. */
  readonly sql: boolean;
  readonly transactions: boolean;
  /** Objects are files, named by their paths. */
  readonly files: boolean;
}

/** A kind of connector, as the registry lists it. */
export interface ConnectorDefinition<S extends z.ZodObject = z.ZodObject, C extends Connector = Connector> {
  readonly kind: string;
  /** One sentence for a list of kinds. */
  readonly description: string;
  /** Every parameter with its type and `.describe` text; `.meta({ secret: true })` marks what is never shown. */
  readonly parameters: S;
  readonly capabilities: Capabilities;
  open(parameters: z.output<S>): Promise<C>;
}

/** Declares a kind, typed by its own parameters. */
export function defineConnector<S extends z.ZodObject, C extends Connector>(definition: ConnectorDefinition<S, C>): ConnectorDefinition<S, C> {
  return definition;
}
