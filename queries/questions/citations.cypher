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
ORDER BY place, direction, at, o.title SKIP $skip LIMIT $limit
// 引用时写的标题、文号与读入的文件常不一样：两边都有文号的比文号，否则比标题，引用时省去地名的补上本地和上级的地名
// （没有文号的比空字，不比 null：按 null 找会看遍全库）
WITH d, place, found, at, o, direction, coalesce(o.number_key, '') AS number
OPTIONAL MATCH (n:Document {number_key: number}) WHERE n.loaded
WITH d, place, found, at, o, direction, count(n) AS numbered
OPTIONAL MATCH (d)-[:IN_REGION]->(:Region)-[:PART_OF*0..3]->(r:Region)
WITH d, place, found, at, o, direction, numbered, collect(r.name) AS places
UNWIND [''] + places AS prefix
OPTIONAL MATCH (h:Document {title_key: prefix + coalesce(o.title_key, '')})
WHERE h.loaded AND (h.number_key IS NULL OR o.number_key IS NULL) AND CASE
  WHEN prefix <> '' THEN h.region = prefix
  ELSE h.region IS NULL OR d.region IS NULL OR h.title CONTAINS h.region OR h.region IN places END
WITH d, place, found, at, o, direction, numbered, count(h) AS titled
RETURN d.title AS document, direction AS direction, o.title AS other, o.doc_number AS other_number,
  o.loaded OR numbered > 0 OR titled > 0 AS loaded, found AS found
ORDER BY place, direction, at, other
