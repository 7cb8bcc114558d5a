// title: 上级的目标，下级定得怎样
// about: 上级目标与下级目标逐对比较；verdict 填 低于上级（below）、高于上级（above）、相等（equal）、承担一部分（share）等，在 Neo4j Browser 里填英文代码；不填则都列；先用 zhengtu compare 上级 下级 --keep 把比对结果存入图
// parameters: {region: 上级地区, verdict: "只看这种结果，如 低于上级，代码 below（可不填）", lower: 只看这个下级地区（可不填）, skip: 跳过前几行（可不填）, limit: 至多几行（可不填）}
// defaults: {verdict: "", lower: "", skip: 0, limit: 100}
// example: {region: "郑州市", verdict: "below", lower: "", skip: 0, limit: 100}
// columns: {document: 上级文件, section: 章节, lower: 下级, lower_document: 下级文件, lower_section: 下级章节, indicator: 指标, verdict: 结果, reason: 理由, text: 上级原文, lower_text: 下级原文, id: 目标标识, lower_id: 下级目标标识, found: 共有}
MATCH (d:Document {region: $region})
MATCH (g:Target {document: d.id})<-[r:ANSWERS]-(h:Target) WHERE $verdict = '' OR r.verdict = $verdict
MATCH (o:Document {id: h.document}) WHERE $lower = '' OR o.region = $lower
WITH o.region AS lower, o.title AS lower_document, o.id AS key, d.title AS document, d.id AS other, g.position AS at,
  h.position AS there, g, r, h
ORDER BY lower, key, other, at, there
WITH collect({lower: lower, lower_document: lower_document, key: key, document: document, other: other, at: at,
  there: there, g: g, r: r, h: h}) AS rows
UNWIND rows[$skip..$skip + $limit] AS row
WITH row.lower AS lower, row.key AS key, row.other AS other, row.at AS at, row.there AS there, row.g AS g, row.r AS r,
  row.h AS h, row.document AS document, row.lower_document AS lower_document, size(rows) AS found
OPTIONAL MATCH (t:Task {id: coalesce(g.task, '')})
OPTIONAL MATCH (s:Task {id: coalesce(h.task, '')})
RETURN document AS document, coalesce(t.section, g.section, []) AS section, lower AS lower, lower_document AS lower_document,
  coalesce(s.section, h.section, []) AS lower_section, g.indicator AS indicator, r.verdict AS verdict, r.reason AS reason, g.text AS text,
  h.text AS lower_text, g.id AS id, h.id AS lower_id, found AS found
ORDER BY lower, key, other, at, there
