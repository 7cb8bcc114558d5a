// title: 一个章节里有哪些任务
// about: 章节标题（任何一级）里有这些字的任务，给出牵头、责任、配合单位
// parameters: {section: "章节标题里的字，如 减污降碳", document: 只看标题里有这些字的文件（可不填）, region: 只看这个地区（可不填）, skip: 跳过前几行（可不填）, limit: 至多几行（可不填）}
// defaults: {document: "", region: "", skip: 0, limit: 100}
// example: {section: "减污降碳", document: "", region: "", skip: 0, limit: 100}
// columns: {document: 文件, region: 地区, section: 章节, number: 编号, title: 任务, lead: 牵头, responsible: 责任, supporting: 配合, deadlines: 时限, quote: 原文, page: 页, cell: 单元格, id: 举措标识, found: 共有}
CALL {
  MATCH (d:Document {region: $region})
  MATCH (s:Section {document: d.id}) WHERE s.heading CONTAINS $section
  RETURN s
  UNION ALL
  // 首尾都是连着的汉字时，全文索引不会漏；否则逐个比对
  UNWIND CASE WHEN $region = '' AND $section =~ '(?=[一-龥]{2})[^"\\\\]*[一-龥]{2}' THEN [$section] ELSE [] END AS said
  CALL db.index.fulltext.queryNodes('Section[heading]', '"' + said + '"') YIELD node
  WITH node AS s WHERE s.heading CONTAINS $section
  RETURN s
  UNION ALL
  UNWIND CASE WHEN $region <> '' OR $section =~ '(?=[一-龥]{2})[^"\\\\]*[一-龥]{2}' THEN [] ELSE [$section] END AS said
  MATCH (s:Section) WHERE s.heading CONTAINS said
  RETURN s
}
WITH s WHERE s.measure_count > 0 AND none(heading IN s.path[0..-1] WHERE heading CONTAINS $section)
WITH s.document AS key, collect(s) AS mine, sum(s.measure_count) AS size
MATCH (d:Document {id: key}) WHERE size > 0 AND d.title CONTAINS $document
WITH d, mine, size, d.title AS title, d.region AS region, d.id AS key ORDER BY title, region, key
// 从头取够这一页的文件，其余只计数
WITH collect(d) AS documents, collect(mine) AS groups, collect(size) AS sizes, sum(size) AS found
UNWIND range(0, reduce(k = [0, 0], n IN sizes | CASE WHEN k[0] < $skip + $limit THEN [k[0] + n, k[1] + 1] ELSE k END)[1] - 1) AS place
WITH documents[place] AS d, groups[place] AS mine, place, found
UNWIND mine AS s
MATCH (s)-[:HAS_SECTION*0..9]->()-[:HAS_TASK]->(:Task)-[:HAS_MEASURE]->(m:Measure)
WITH d, m, place, found, m.start AS at ORDER BY place, at SKIP $skip LIMIT $limit
MATCH (m)<-[:HAS_MEASURE]-(t:Task)
RETURN d.title AS document, d.region AS region, t.section AS section, t.number AS number, t.title AS title,
  m.lead AS lead, m.responsible AS responsible, m.supporting AS supporting, m.deadlines AS deadlines, m.text AS quote,
  m.page AS page, m.cell AS cell, m.id AS id, found AS found
ORDER BY place, at
