// title: 谁负责这项任务（按词语）
// about: 在任务名称和举措文字里找这些词，给出牵头、责任、配合单位；最相近的在前，至多 120 条
// parameters: {words: "要找的词；连着的词加引号，都要有的前面写 +", region: 只看这个地区（可不填）}
// defaults: {region: ""}
// example: {words: '+"飞灰" +"综合利用"', region: ""}
// columns: {document: 文件, region: 地区, section: 章节, number: 编号, title: 任务, lead: 牵头, responsible: 责任, supporting: 配合, deadlines: 时限, quote: 原文, page: 页, score: 相近程度, id: 举措标识}
CALL {
  OPTIONAL MATCH (d:Document {region: $region})
  WITH collect(d.id) AS documents
  CALL db.index.fulltext.queryNodes('Task[title]', $words) YIELD node, score
  WITH node, score, documents
  WHERE $region = '' OR node.document IN documents
  WITH node, score ORDER BY score DESC LIMIT 60
  MATCH (node)-[:HAS_MEASURE]->(m:Measure)
  RETURN m, 2 * score AS score
  UNION
  OPTIONAL MATCH (d:Document {region: $region})
  WITH collect(d.id) AS documents
  CALL db.index.fulltext.queryNodes('Measure[text]', $words) YIELD node, score
  WITH node, score, documents
  WHERE $region = '' OR node.document IN documents
  WITH node, score ORDER BY score DESC LIMIT 60
  RETURN node AS m, score
}
WITH m, max(score) AS score
MATCH (m)<-[:HAS_MEASURE]-(t:Task)
MATCH (d:Document {id: m.document})
OPTIONAL MATCH (m)-[a:LED_BY|RESPONSIBLE|SUPPORTED_BY]->(:Unit)
WITH d, t, m, score, a ORDER BY a.position
WITH d, t, m, score, collect({role: type(a), unit: a.raw}) AS units
RETURN d.title AS document, d.region AS region, t.section AS section, t.number AS number, t.title AS title,
  [u IN units WHERE u.role = 'LED_BY' | u.unit] AS lead,
  [u IN units WHERE u.role = 'RESPONSIBLE' | u.unit] AS responsible,
  [u IN units WHERE u.role = 'SUPPORTED_BY' | u.unit] AS supporting,
  m.deadlines AS deadlines, m.text AS quote, m.page AS page, score AS score, m.id AS id
ORDER BY score DESC, document, m.start
