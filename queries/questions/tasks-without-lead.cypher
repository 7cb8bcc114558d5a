// title: 哪些任务没有牵头单位
// about: 文件里没有写明牵头单位的举措
// parameters: {document: 标题里有这些字的文件（可不填）, region: 只看这个地区（可不填）}
// defaults: {document: "", region: ""}
// example: {document: "", region: ""}
// columns: {document: 文件, region: 地区, section: 章节, number: 编号, title: 任务, lead: 牵头, responsible: 责任, supporting: 配合, deadlines: 时限, quote: 原文, page: 页, id: 举措标识}
MATCH (d:Document {loaded: true})
WHERE ($document = '' OR d.title CONTAINS $document) AND ($region = '' OR d.region = $region)
MATCH (m:Measure {document: d.id})
WHERE NOT EXISTS { (m)-[:LED_BY]->(:Unit) }
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
