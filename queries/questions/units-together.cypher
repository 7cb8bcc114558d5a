// title: 两个单位共同承担哪些任务
// about: 两个单位（名称照文件所印，省略的前缀已补全）同在一项举措里的任务
// parameters: {unit: 一个单位, other: 另一个单位, region: 只看这个地区（可不填）}
// defaults: {region: ""}
// example: {unit: "市城管局", other: "市财政局", region: ""}
// columns: {document: 文件, region: 地区, section: 章节, number: 编号, title: 任务, lead: 牵头, responsible: 责任, supporting: 配合, deadlines: 时限, quote: 原文, page: 页, id: 举措标识}
MATCH (u:Unit {name: $unit}) WHERE $region = '' OR u.government = $region
MATCH (u)<-[:LED_BY|RESPONSIBLE|SUPPORTED_BY]-(m:Measure)-[:LED_BY|RESPONSIBLE|SUPPORTED_BY]->(:Unit {name: $other})
WITH DISTINCT m
MATCH (m)<-[:HAS_MEASURE]-(t:Task)
MATCH (d:Document {id: m.document})
OPTIONAL MATCH (m)-[a:LED_BY|RESPONSIBLE|SUPPORTED_BY]->(:Unit)
WITH d, t, m, a ORDER BY a.position
WITH d, t, m, collect({role: type(a), unit: a.raw}) AS units
RETURN d.title AS document, d.region AS region, t.section AS section, t.number AS number, t.title AS title,
  [u IN units WHERE u.role = 'LED_BY' | u.unit] AS lead,
  [u IN units WHERE u.role = 'RESPONSIBLE' | u.unit] AS responsible,
  [u IN units WHERE u.role = 'SUPPORTED_BY' | u.unit] AS supporting,
  m.deadlines AS deadlines, m.text AS quote, m.page AS page, m.id AS id
ORDER BY document, m.start
