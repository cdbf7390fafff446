import type { DialectName } from '@millrace/sql-ir';
import { postgresClauses } from './clauses-postgres.ts';

/** https://spark.apache.org/docs/latest/sql-ref-syntax-ddl-create-table-datasource.html and its neighbour for Hive's formats */
const spark: Readonly<Record<string, string>> = {
  TABLE: `USING word; PARTITIONED BY list; CLUSTERED BY list; SORTED BY list; CLUSTER BY list; INTO value; BUCKETS; LOCATION string; TBLPROPERTIES list; OPTIONS options; STORED AS word; ROW FORMAT DELIMITED;
    FIELDS TERMINATED BY string; ESCAPED BY string; COLLECTION ITEMS TERMINATED BY string; MAP KEYS TERMINATED BY string; LINES TERMINATED BY string; NULL DEFINED AS string`,
  VIEW: 'TBLPROPERTIES list',
};

/** https://dev.mysql.com/doc/refman/8.0/en/create-table.html */
const mysql: Readonly<Record<string, string>> = {
  TABLE: 'DEFAULT CHARSET = value; DEFAULT CHARACTER SET = value; CHARACTER SET = value; DEFAULT COLLATE = value; DEFAULT CHARSET word; DEFAULT CHARACTER SET word; CHARACTER SET word; COLLATE word',
};

/** The clauses of CREATE of those who have their own, by kind of object; what is not here is as Snowflake has it. */
export const engineClauses: { readonly [D in DialectName]?: Readonly<Record<string, string>> } = { postgres: postgresClauses, spark, mysql };
