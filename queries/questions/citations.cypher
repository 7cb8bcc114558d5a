// title: 一份文件引用了哪些文件，又被哪些文件引用
// about: 标题里有这些字，或文号是它的文件；方向一栏写明是引用还是被引用
// parameters: {document: 标题里的字，或文号, skip: 跳过前几行（可不填）, limit: 至多几行（可不填）}
// defaults: {skip: 0, limit: 100}
// example: {document: "新郑市", skip: 0, limit: 100}
// columns: {document: 文件, direction: 方向, other: 另一份文件, other_number: 文号, loaded: 已读入, found: 共有}
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
WITH d, COUNT { (d)-[:CITES]-() } AS size WHERE size > 0
WITH d, size, d.title AS title, d.region AS region, d.id AS key ORDER BY title, region, key
// 从头取够这一页的文件，其余只计数
WITH collect(d) AS documents, collect(size) AS sizes, sum(size) AS found
UNWIND range(0, reduce(k = [0, 0], n IN sizes | CASE WHEN k[0] < $skip + $limit THEN [k[0] + n, k[1] + 1] ELSE k END)[1] - 1) AS place
WITH documents[place] AS d, place, found
MATCH (d)-[c:CITES]-(o:Document)
WITH d, place, found, c.position AS at, o,
  CASE WHEN startNode(c) = d THEN '引用' ELSE '被引用' END AS direction
RETURN d.title AS document, direction AS direction, o.title AS other, o.doc_number AS other_number,
  o.loaded AS loaded, found AS found
ORDER BY place, direction, at, other SKIP $skip LIMIT $limit
