// title: 谁负责这项任务（按词语）
// about: 在任务名称和举措文字里找这些词，给出牵头、责任、配合单位；最相近的在前。不限地区时，只在最相近的 500 个任务名称、500 条举措里找
// parameters: {words: "要找的词；连着的词加引号，都要有的前面写 +", region: 只看这个地区（可不填）, skip: 跳过前几行（可不填）, limit: 至多几行（可不填）}
// defaults: {region: "", skip: 0, limit: 100}
// example: {words: '+"飞灰" +"综合利用"', region: "", skip: 0, limit: 100}
// columns: {document: 文件, region: 地区, section: 章节, number: 编号, title: 任务, lead: 牵头, responsible: 责任, supporting: 配合, deadlines: 时限, quote: 原文, page: 页, cell: 单元格, score: 相近程度, id: 举措标识, at_least: 至少, found: 共有}
OPTIONAL MATCH (d:Document {region: $region})
WITH collect(d.id) AS documents
CALL {
  WITH documents
  CALL db.index.fulltext.queryNodes('Task[title]', $words, {limit: CASE $region WHEN '' THEN 500 ELSE 1000000 END})
  YIELD node, score
  WITH count(*) AS looked,
    collect(CASE WHEN $region = '' OR node.document IN documents THEN {node: node, score: score} END) AS near
  UNWIND near AS one
  WITH one.node AS node, one.score AS score, looked
  MATCH (node)-[:HAS_MEASURE]->(m:Measure)
  RETURN m, 2 * score AS score, looked
  UNION ALL
  WITH documents
  CALL db.index.fulltext.queryNodes('Measure[text]', $words, {limit: CASE $region WHEN '' THEN 500 ELSE 1000000 END})
  YIELD node, score
  WITH count(*) AS looked,
    collect(CASE WHEN $region = '' OR node.document IN documents THEN {node: node, score: score} END) AS near
  UNWIND near AS one
  WITH one.node AS node, one.score AS score, looked
  RETURN node AS m, score, looked
}
WITH m, max(score) AS score, max(looked) AS looked
WITH m, score, looked, m.document AS key, m.start AS at ORDER BY score DESC, key, at
WITH collect(m) AS hits, collect(score) AS scores, max(looked) AS looked
UNWIND range($skip, CASE WHEN $skip + $limit < size(hits) THEN $skip + $limit ELSE size(hits) END - 1) AS place
WITH hits[place] AS m, scores[place] AS score, place, size(hits) AS found, $region = '' AND looked >= 500 AS at_least
MATCH (m)<-[:HAS_MEASURE]-(t:Task)
MATCH (d:Document {id: m.document})
RETURN d.title AS document, d.region AS region, t.section AS section, t.number AS number, t.title AS title,
  m.lead AS lead, m.responsible AS responsible, m.supporting AS supporting, m.deadlines AS deadlines, m.text AS quote,
  m.page AS page, m.cell AS cell, score AS score, m.id AS id, at_least AS at_least, found AS found
ORDER BY place
