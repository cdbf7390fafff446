import { instantColumn, numberColumn, textColumn } from '../wire/result-column.ts';
import { nameKey } from '../session/resolve.ts';
import type { ObjectEntry, ObjectKind } from '../catalog/entries.ts';
import type { StatementContext } from './context.ts';
import { settingText } from './properties.ts';
import { shownFunctions, shownUserFunctions } from './user-functions.ts';
import { instant, type ShowItem, type ShowKind, type ShowScope } from './show-kind.ts';

const named = [
  instantColumn('created_on'), textColumn('name'), textColumn('database_name'), textColumn('schema_name'), textColumn('owner'), textColumn('comment'), textColumn('owner_role_type'),
];

function objectsIn({ account, session }: StatementContext, kind: ObjectKind, scope: ShowScope): readonly ObjectEntry[] {
  const temporary = [...session.temporary.objects.values()].filter((entry) => entry.kind === kind
    && (scope.database === undefined || entry.database === scope.database) && (scope.schema === undefined || entry.schema === scope.schema));
  const hidden = new Set(temporary.map((entry) => nameKey([entry.database, entry.schema, entry.name])));
  return [...account.catalog.objects(kind, scope.database, scope.schema).filter((entry) => !hidden.has(nameKey([entry.database, entry.schema, entry.name]))), ...temporary]
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

function base(entry: ObjectEntry): ShowItem['row'] {
  return {
    created_on: instant(entry.createdOn), name: entry.name, database_name: entry.database, schema_name: entry.schema, owner: entry.owner, comment: entry.comment, owner_role_type: 'ROLE',
  };
}

const stages: ShowKind = {
  columns: [...named, textColumn('url'), textColumn('has_credentials'), textColumn('has_encryption_key'), textColumn('region'), textColumn('type'), textColumn('cloud')],
  items: (context, scope) => objectsIn(context, 'STAGE', scope).map((entry) => ({
    name: entry.name,
    row: { ...base(entry), url: settingText(entry.settings, 'URL') ?? '', has_credentials: 'N', has_encryption_key: 'N', region: null, type: entry.isTemporary ? 'INTERNAL TEMPORARY' : 'INTERNAL', cloud: null },
  })),
};

const fileFormats: ShowKind = {
  columns: [...named, textColumn('type'), textColumn('format_options')],
  items: (context, scope) => objectsIn(context, 'FILE FORMAT', scope).map((entry) => ({
    name: entry.name, row: { ...base(entry), type: (settingText(entry.settings, 'TYPE') ?? 'CSV').toUpperCase(), format_options: JSON.stringify(entry.settings) },
  })),
};

const sequences: ShowKind = {
  columns: [...named, textColumn('next_value'), textColumn('interval'), textColumn('ordered')],
  items: (context, scope) => objectsIn(context, 'SEQUENCE', scope).map((entry) => ({
    name: entry.name,
    row: { ...base(entry), next_value: settingText(entry.settings, 'START') ?? '1', interval: settingText(entry.settings, 'INCREMENT') ?? '1', ordered: 'N' },
  })),
};

const warehouses: ShowKind = {
  columns: [
    textColumn('name'), textColumn('state'), textColumn('type'), textColumn('size'), numberColumn('running'), numberColumn('queued'), textColumn('is_default'),
    textColumn('is_current'), numberColumn('auto_suspend'), textColumn('auto_resume'), instantColumn('created_on'), textColumn('owner'), textColumn('comment'), textColumn('owner_role_type'),
  ],
  items: ({ account, session }) => account.catalog.objects('WAREHOUSE').map((entry) => ({
    name: entry.name,
    row: {
      name: entry.name, state: 'STARTED', type: 'STANDARD', size: settingText(entry.settings, 'WAREHOUSE_SIZE') ?? 'X-Small', running: 0n, queued: 0n, is_default: 'N',
      is_current: entry.name === session.context.warehouse ? 'Y' : 'N', auto_suspend: BigInt(settingText(entry.settings, 'AUTO_SUSPEND') ?? '600'), auto_resume: 'true',
      created_on: instant(entry.createdOn), owner: entry.owner, comment: entry.comment, owner_role_type: 'ROLE',
    },
  })),
};

const parameters: ShowKind = {
  columns: [textColumn('key'), textColumn('value'), textColumn('default'), textColumn('level'), textColumn('description'), textColumn('type')],
  items: ({ session }) => session.parameters.all().map(({ name, value, default: initial }) => ({
    name,
    row: {
      key: name, value: String(value), default: String(initial), level: value === initial ? '' : 'SESSION', description: '',
      type: typeof initial === 'boolean' ? 'BOOLEAN' : typeof initial === 'number' ? 'NUMBER' : 'STRING',
    },
  })),
};

const variables: ShowKind = {
  columns: [numberColumn('session_id'), instantColumn('created_on'), instantColumn('updated_on'), textColumn('name'), textColumn('value'), textColumn('type'), textColumn('comment')],
  items: ({ session, now }) => [...session.variables].map(([name, { value, type }]) => ({
    name,
    row: {
      session_id: BigInt(session.id), created_on: instant(now.getTime()), updated_on: instant(now.getTime()), name,
      value: String(value), type: type.type === 'number' ? 'fixed' : type.type === 'varchar' ? 'text' : type.type, comment: '',
    },
  })),
};

/** SHOW of what is neither table nor schema. */
export const showObjects: Readonly<Record<string, ShowKind>> = {
  STAGES: stages, 'FILE FORMATS': fileFormats, SEQUENCES: sequences, WAREHOUSES: warehouses, PARAMETERS: parameters, VARIABLES: variables,
  FUNCTIONS: shownFunctions, 'USER FUNCTIONS': shownUserFunctions,
};
