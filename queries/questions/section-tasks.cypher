// title: 一个章节里有哪些任务
// about: 章节标题（任何一级）里有这些字的任务，给出牵头、责任、配合单位
// parameters: {section: "章节标题里的字，如 减污降碳", document: 只看标题里有这些字的文件（可不填）, region: 只看这个地区（可不填）}
// defaults: {document: "", region: ""}
// example: {section: "减污降碳", document: "", region: ""}
// columns: {document: 文件, region: 地区, section: 章节, number: 编号, title: 任务, lead: 牵头, responsible: 责任, supporting: 配合, deadlines: 时限, quote: 原文, page: 页, id: 举措标识}
MATCH (d:Document {loaded: true})
WHERE ($document = '' OR d.title CONTAINS $document) AND ($region = '' OR d.region = $region)
MATCH (t:Task {document: d.id})-[:HAS_MEASURE]->(m:Measure)
WHERE any(heading IN t.section WHERE heading CONTAINS $section)
OPTIONAL MATCH (m)-[a:LED_BY|RESPONSIBLE|SUPPORTED_BY]->(:Unit)
WITH d, t, m, a ORDER BY a.position
WITH d, t, m, collect({role: type(a), unit: a.raw}) AS units
RETURN d.title AS document, d.region AS region, t.section AS section, t.number AS number, t.title AS title,
  [u IN units WHERE u.role = 'LED_BY' | u.unit] AS lead,
  [u IN units WHERE u.role = 'RESPONSIBLE' | u.unit] AS responsible,
  [u IN units WHERE u.role = 'SUPPORTED_BY' | u.unit] AS supporting,
  m.deadlines AS deadlines, m.text AS quote, m.page AS page, m.id AS id
ORDER BY document, m.start
