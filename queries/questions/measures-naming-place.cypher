// title: 哪些举措点到了这个地方
// about: 举措文字里出现这个地名的任务，例如市级方案里点名登封市的任务
// parameters: {place: "地名，如 登封市", region: 只看这个地区发的文件（可不填）}
// defaults: {region: ""}
// example: {place: "登封市", region: ""}
// columns: {document: 文件, region: 地区, section: 章节, number: 编号, title: 任务, lead: 牵头, responsible: 责任, supporting: 配合, deadlines: 时限, quote: 原文, page: 页, id: 举措标识}
OPTIONAL MATCH (d:Document {region: $region})
WITH collect(d.id) AS documents
CALL db.index.fulltext.queryNodes('Measure[text]', '"' + replace($place, '"', ' ') + '"') YIELD node
WITH node AS m, documents
WHERE ($region = '' OR node.document IN documents) AND node.text CONTAINS $place
MATCH (d:Document {id: m.document})
MATCH (m)<-[:HAS_MEASURE]-(t:Task)
OPTIONAL MATCH (m)-[a:LED_BY|RESPONSIBLE|SUPPORTED_BY]->(:Unit)
WITH d, t, m, a ORDER BY a.position
WITH d, t, m, collect({role: type(a), unit: a.raw}) AS units
RETURN d.title AS document, d.region AS region, t.section AS section, t.number AS number, t.title AS title,
  [u IN units WHERE u.role = 'LED_BY' | u.unit] AS lead,
  [u IN units WHERE u.role = 'RESPONSIBLE' | u.unit] AS responsible,
  [u IN units WHERE u.role = 'SUPPORTED_BY' | u.unit] AS supporting,
  m.deadlines AS deadlines, m.text AS quote, m.page AS page, m.id AS id
ORDER BY document, m.start
