import { openEngine, run, translateAll, catalogOf } from '../test/support/engine.ts';
import { types, numberType } from '@millrace/transpile';
const c = await openEngine();
const cat = catalogOf({ name: ['DB','S','T'], physicalName: ['T'], columns: [{name:'A',type:numberType(38,0),nullable:false},{name:'B',type:types.text,nullable:true},{name:'V',type:types.variant,nullable:true},{name:'D',type:types.date,nullable:true}] });
await c.run(`create table "T"("A" decimal(38,0), "B" varchar, "V" json, "D" date)`);
await c.run(`insert into "T" values (1,'x','{"a":{"B":[1,"z"]},"n":null}','2024-01-31'),(2,'y','[1,2]','2024-02-29')`);
for (const q of process.argv.slice(2)) { try { const t = translateAll(q, cat); for (const x of t) console.log(x.sql, x.parameters.length? x.parameters:''); console.log(' ', t.at(-1)!.columns.map(k=>k.name+':'+k.type.type).join(' | ')); console.log('  =>', JSON.stringify(await run(c,q,cat))); } catch(e) { console.log(q,'!!',(e as Error).message.slice(0,400), (e as {diagnostics?: {hint?:string}[]}).diagnostics?.[0]?.hint ?? ''); if (!(e as {diagnostics?:unknown}).diagnostics) console.log((e as Error).stack?.split('\n').slice(1,6).join('\n')); } }
