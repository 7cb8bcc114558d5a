// title: 一份文件里有哪些单位，各承担几项
// about: 标题里有这些字，或文号是它的文件；按牵头项数、再按总项数排列
// parameters: {document: 标题里的字，或文号, skip: 跳过前几行（可不填）, limit: 至多几行（可不填）}
// defaults: {skip: 0, limit: 100}
// example: {document: "新郑市", skip: 0, limit: 100}
// columns: {document: 文件, unit: 单位, kind: 种类, lead: 牵头, responsible: 责任, supporting: 配合, total: 共, found: 共有}
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
WITH d WHERE d.loaded AND d.unit_count > 0
WITH d, d.title AS title, d.region AS region, d.id AS key ORDER BY title, region, key
// 从头取够这一页的文件，其余只计数
WITH collect(d) AS documents, collect(d.unit_count) AS sizes, sum(d.unit_count) AS found
UNWIND range(0, reduce(k = [0, 0], n IN sizes | CASE WHEN k[0] < $skip + $limit THEN [k[0] + n, k[1] + 1] ELSE k END)[1] - 1) AS place
WITH documents[place] AS d, place, found
MATCH (d)-[i:INVOLVES]->(u:Unit)
WITH d, place, u.name AS unit, u.kind AS kind, i.lead AS lead,
  i.responsible AS responsible, i.supporting AS supporting, i.lead + i.responsible + i.supporting AS total, found
RETURN d.title AS document, unit AS unit, kind AS kind, lead AS lead, responsible AS responsible,
  supporting AS supporting, total AS total, found AS found
ORDER BY place, lead DESC, total DESC, unit SKIP $skip LIMIT $limit
