// title: 上级的哪些举措，下级没有承接
// about: 按下级列出没有承接的上级举措；先用 zhengtu compare 上级 下级 --keep 把比对结果存入图
// parameters: {region: 上级地区, lower: 只看这个下级地区（可不填）, skip: 跳过前几行（可不填）, limit: 至多几行（可不填）}
// defaults: {lower: "", skip: 0, limit: 100}
// example: {region: "郑州市", lower: "", skip: 0, limit: 100}
// columns: {lower: 下级, document: 上级文件, section: 章节, number: 编号, title: 上级任务, leads: 上级牵头, text: 上级原文, reason: 理由, id: 举措标识, found: 共有}
MATCH (d:Document {region: $region})
MATCH (f:Finding {upper: d.id}) WHERE f.check = 'task-not-carried'
MATCH (o:Document {id: f.lower}) WHERE $lower = '' OR o.region = $lower
MATCH (f)-[:ABOUT]->(m:Measure)
WITH d.title AS document, o.region AS lower, o.id AS key, m.start AS at, f, m ORDER BY lower, key, at
WITH collect({document: document, lower: lower, key: key, at: at, f: f, m: m}) AS rows
UNWIND rows[$skip..$skip + $limit] AS row
WITH row.document AS document, row.lower AS lower, row.key AS key, row.at AS at, row.f AS f, row.m AS m, size(rows) AS found
MATCH (m)<-[:HAS_MEASURE]-(t:Task)
RETURN lower AS lower, document AS document, t.section AS section, t.number AS number, t.title AS title,
  m.lead AS leads,
  m.text AS text, f.reason AS reason, m.id AS id, found AS found
ORDER BY lower, key, at
