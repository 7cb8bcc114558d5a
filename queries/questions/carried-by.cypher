// title: 上级的举措由哪些下级承接
// about: 上级举措，连同承接它的下级举措、把握和理由；先用 zhengtu compare 上级 下级 --keep 把比对结果存入图
// parameters: {region: 上级地区, number: 只看这个编号的任务（可不填）, lower: 只看这个下级地区（可不填）, skip: 跳过前几行（可不填）, limit: 至多几行（可不填）}
// defaults: {number: "", lower: "", skip: 0, limit: 100}
// example: {region: "郑州市", number: "", lower: "", skip: 0, limit: 100}
// columns: {document: 上级文件, section: 章节, number: 编号, title: 上级任务, text: 上级原文, lower: 下级, lower_document: 下级文件, lower_section: 下级章节, lower_number: 下级编号, lower_title: 下级任务, lower_text: 下级原文, status: 承接, score: 把握, reasons: 理由, decided_by: 判定人, id: 举措标识, lower_id: 下级举措标识, found: 共有}
MATCH (d:Document {region: $region})
MATCH (m:Measure {document: d.id})<-[r:IMPLEMENTS]-(n:Measure)
MATCH (m)<-[:HAS_MEASURE]-(t:Task) WHERE $number = '' OR t.number = $number
MATCH (o:Document {id: n.document}) WHERE $lower = '' OR o.region = $lower
WITH d.id AS key, d.title AS document, m.start AS at, o.region AS lower, o.title AS lower_document, o.id AS other,
  n.start AS there, m, r, n, t
ORDER BY key, at, lower, other, there
WITH collect({key: key, document: document, at: at, lower: lower, lower_document: lower_document, other: other,
  there: there, m: m, r: r, n: n, t: t}) AS rows
UNWIND rows[$skip..$skip + $limit] AS row
WITH row.key AS key, row.at AS at, row.lower AS lower, row.other AS other, row.there AS there, row.m AS m, row.r AS r,
  row.n AS n, row.t AS t, row.document AS document, row.lower_document AS lower_document, size(rows) AS found
MATCH (n)<-[:HAS_MEASURE]-(s:Task)
RETURN document AS document, coalesce(t.section, []) AS section, t.number AS number, t.title AS title, m.text AS text,
  lower AS lower, lower_document AS lower_document, coalesce(s.section, []) AS lower_section,
  s.number AS lower_number, s.title AS lower_title,
  n.text AS lower_text, r.status AS status, r.score AS score, r.reasons AS reasons, r.decided_by AS decided_by,
  m.id AS id, n.id AS lower_id, found AS found
ORDER BY key, at, lower, other, there
