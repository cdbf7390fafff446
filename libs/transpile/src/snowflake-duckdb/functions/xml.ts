import { defineFunctions } from './define.ts';
import type { FunctionRecord } from './record.ts';

const levels = "PARSE_XML('<level1> 1 <level2> 2 <level3> 3A </level3> <level3> 3B </level3> </level2> </level1>')";

/** https://docs.snowflake.com/en/sql-reference/functions-semistructured: XML. */
export const xml: readonly FunctionRecord[] = defineFunctions('xml', [
  { name: 'PARSE_XML', args: 'text boolean?', returns: 'object', nulls: 'any', to: { template: { 1: 'mr_parse_xml($1, false)', 2: 'mr_parse_xml($1, $2)' } }, examples: [
    { sql: "SELECT PARSE_XML('<test>22257e111</test>')", expected: '<test>2.225700000000000e+115</test>' }, { sql: "SELECT PARSE_XML('<test>22257e111</test>', TRUE)", expected: '<test>22257e111</test>' },
    { sql: `SELECT ${levels}:"@"::VARCHAR`, expected: 'level1' }, { sql: "SELECT PARSE_XML('<a id=\"7\">x</a>'):\"@id\" + 1", expected: '8' }] },
  { name: 'CHECK_XML', args: 'text boolean?', returns: 'text', nulls: 'any', to: { template: 'mr_check_xml($1)' }, examples: [
    { sql: "SELECT CHECK_XML('<name> Valid </name>')", expected: null }, { sql: "SELECT CHECK_XML('<name> Invalid </WRONG_CLOSING_TAG>')", expected: 'no opening tag for </WRONG_CLOSING_TAG>, pos 35' }] },
  { name: 'XMLGET', args: 'object|variant text int?', returns: 'object', nulls: 'any', to: { template: { 2: 'mr_xml_child($1, $2, 0)', 3: 'mr_xml_child($1, $2, $3)' } }, examples: [
    { sql: `SELECT XMLGET(XMLGET(${levels}, 'level2'), 'level3', 1)`, expected: '<level3>3B</level3>' }, { sql: `SELECT GET(XMLGET(${levels}, 'level2'), '$')`, expected: '[2,{"$":"3A","@":"level3"},{"$":"3B","@":"level3"}]' },
    { sql: `SELECT XMLGET(${levels}, 'level4')`, expected: null }] },
  { name: 'TO_XML', args: 'object|variant|array', returns: 'text', to: { template: 'mr_to_xml($1)' }, examples: [
    { sql: "SELECT TO_XML(TO_OBJECT(PARSE_XML('<note> <body>Sample XML</body> </note>')))", expected: '<note><body>Sample XML</body></note>' },
    { sql: "SELECT TO_XML(OBJECT_CONSTRUCT('key1', 'value1', 'key2', 'value2'))", expected: '<SnowflakeData type="OBJECT"><key1 type="VARCHAR">value1</key1><key2 type="VARCHAR">value2</key2></SnowflakeData>' },
    { sql: "SELECT TO_XML(ARRAY_CONSTRUCT('v1', 'v2'))", expected: '<SnowflakeData type="ARRAY"><e type="VARCHAR">v1</e><e type="VARCHAR">v2</e></SnowflakeData>' }] },
]);
