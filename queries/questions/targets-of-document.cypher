// title: 一份文件有哪些目标
// about: 标题里有这些字，或文号是它的文件提出的目标值
// parameters: {document: 标题里的字，或文号, skip: 跳过前几行（可不填）, limit: 至多几行（可不填）}
// defaults: {skip: 0, limit: 100}
// example: {document: "新郑市", skip: 0, limit: 100}
// columns: {document: 文件, region: 地区, section: 章节, number: 编号, title: 任务, indicator: 指标, kind: 种类, comparator: 比较, bound: 界, value: 数值, value_high: 上端, unit: 计量单位, year: 目标年, base_year: 基期年, base_value: 基期值, scope: 范围, quote: 原文, page: 页, cell: 单元格, id: 目标标识, found: 共有}
CALL {
  // 首尾都是连着的汉字时，全文索引不会漏；否则逐份比对标题
  UNWIND CASE WHEN $document =~ '(?=[一-龥]{2})[^"\\\\]*[一-龥]{2}' THEN [$document] ELSE [] END AS said
  CALL db.index.fulltext.queryNodes('Document[title]', '"' + said + '"') YIELD node
  WITH node AS d WHERE d.title CONTAINS $document
  RETURN d
  UNION ALL
  UNWIND CASE WHEN $document =~ '(?=[一-龥]{2})[^"\\\\]*[一-龥]{2}' THEN [] ELSE [$document] END AS said
  MATCH (d:Document) WHERE d.title CONTAINS said
  RETURN d
  UNION ALL
  MATCH (d:Document {doc_number: $document}) WHERE NOT d.title CONTAINS $document
  RETURN d
}
WITH d WHERE d.loaded AND d.target_count > 0
WITH d, d.title AS title, d.region AS region, d.id AS key ORDER BY title, region, key
// 从头取够这一页的文件，其余只计数
WITH collect(d) AS documents, collect(d.target_count) AS sizes, sum(d.target_count) AS found
UNWIND range(0, reduce(k = [0, 0], n IN sizes | CASE WHEN k[0] < $skip + $limit THEN [k[0] + n, k[1] + 1] ELSE k END)[1] - 1) AS place
WITH documents[place] AS d, place, found
MATCH (g:Target {document: d.id})
WITH d, g, place, found, g.position AS at ORDER BY place, at SKIP $skip LIMIT $limit
OPTIONAL MATCH (t:Task {id: coalesce(g.task, '')})
RETURN d.title AS document, d.region AS region, coalesce(t.section, g.section, []) AS section, t.number AS number, t.title AS title,
  g.indicator AS indicator, g.kind AS kind, g.comparator AS comparator, g.bound AS bound, g.value AS value,
  g.value_high AS value_high, g.unit AS unit, g.year AS year, g.base_year AS base_year, g.base_value AS base_value,
  g.scope AS scope, g.text AS quote, g.page AS page, g.cell AS cell, g.id AS id, found AS found
ORDER BY place, at
