// title: 两个单位共同承担哪些任务
// about: 两个单位（名称照文件所印，省略的前缀已补全）同在一项举措里的任务
// parameters: {unit: 一个单位, other: 另一个单位, region: 只看这个地区（可不填）, skip: 跳过前几行（可不填）, limit: 至多几行（可不填）}
// defaults: {region: "", skip: 0, limit: 100}
// example: {unit: "市城管局", other: "市财政局", region: "", skip: 0, limit: 100}
// columns: {document: 文件, region: 地区, section: 章节, number: 编号, title: 任务, lead: 牵头, responsible: 责任, supporting: 配合, deadlines: 时限, quote: 原文, page: 页, cell: 单元格, id: 举措标识, found: 共有}
UNWIND [$unit, $other] AS name
MATCH (u:Unit {name: name})<-[i:INVOLVES]-(d:Document) WHERE $region = '' OR u.government = $region
WITH d, collect(i.measures) AS sides WHERE size(sides) = 2
WITH d, [key IN sides[0] WHERE key IN sides[1]] AS both WHERE size(both) > 0
WITH d, both, d.title AS title, d.region AS region, d.id AS key ORDER BY title, region, key
// 从头取够这一页的文件，其余只计数
WITH collect(d) AS documents, collect(both) AS groups, collect(size(both)) AS sizes, sum(size(both)) AS found
UNWIND range(0, reduce(k = [0, 0], n IN sizes | CASE WHEN k[0] < $skip + $limit THEN [k[0] + n, k[1] + 1] ELSE k END)[1] - 1) AS place
WITH documents[place] AS d, groups[place] AS both, place, found
UNWIND both AS key
MATCH (m:Measure {id: key})
WITH d, m, place, found, m.start AS at ORDER BY place, at SKIP $skip LIMIT $limit
MATCH (m)<-[:HAS_MEASURE]-(t:Task)
RETURN d.title AS document, d.region AS region, t.section AS section, t.number AS number, t.title AS title,
  m.lead AS lead, m.responsible AS responsible, m.supporting AS supporting, m.deadlines AS deadlines, m.text AS quote,
  m.page AS page, m.cell AS cell, m.id AS id, found AS found
ORDER BY place, at
