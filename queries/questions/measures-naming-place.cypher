// title: 哪些举措点到了这个地方
// about: 举措文字里出现这个地名的任务，例如市级方案里点名登封市的任务
// parameters: {place: "地名，如 登封市", region: 只看这个地区发的文件（可不填）, skip: 跳过前几行（可不填）, limit: 至多几行（可不填）}
// defaults: {region: "", skip: 0, limit: 100}
// example: {place: "登封市", region: "", skip: 0, limit: 100}
// columns: {document: 文件, region: 地区, section: 章节, number: 编号, title: 任务, lead: 牵头, responsible: 责任, supporting: 配合, deadlines: 时限, quote: 原文, page: 页, cell: 单元格, id: 举措标识, found: 共有}
CALL {
  MATCH (d:Document {region: $region})
  MATCH (m:Measure {document: d.id}) WHERE m.text CONTAINS $place
  RETURN m
  UNION ALL
  // 首尾都是连着的汉字时，全文索引不会漏；否则逐条比对
  UNWIND CASE WHEN $region = '' AND $place =~ '(?=[一-龥]{2})[^"\\\\]*[一-龥]{2}' THEN [$place] ELSE [] END AS said
  CALL db.index.fulltext.queryNodes('Measure[text]', '"' + said + '"') YIELD node
  WITH node AS m WHERE m.text CONTAINS $place
  RETURN m
  UNION ALL
  UNWIND CASE WHEN $region <> '' OR $place =~ '(?=[一-龥]{2})[^"\\\\]*[一-龥]{2}' THEN [] ELSE [$place] END AS said
  MATCH (m:Measure) WHERE m.text CONTAINS said
  RETURN m
}
WITH m.document AS key, collect(DISTINCT m) AS mine
MATCH (d:Document {id: key})
WITH d, mine, d.title AS title, d.region AS region, d.id AS key ORDER BY title, region, key
// 从头取够这一页的文件，其余只计数
WITH collect(d) AS documents, collect(mine) AS groups, collect(size(mine)) AS sizes, sum(size(mine)) AS found
UNWIND range(0, reduce(k = [0, 0], n IN sizes | CASE WHEN k[0] < $skip + $limit THEN [k[0] + n, k[1] + 1] ELSE k END)[1] - 1) AS place
WITH documents[place] AS d, groups[place] AS mine, place, found
UNWIND mine AS m
WITH d, m, place, found, m.start AS at ORDER BY place, at SKIP $skip LIMIT $limit
MATCH (m)<-[:HAS_MEASURE]-(t:Task)
RETURN d.title AS document, d.region AS region, t.section AS section, t.number AS number, t.title AS title,
  m.lead AS lead, m.responsible AS responsible, m.supporting AS supporting, m.deadlines AS deadlines, m.text AS quote,
  m.page AS page, m.cell AS cell, m.id AS id, found AS found
ORDER BY place, at
