// title: 哪些任务要在某个日期之前完成
// about: 时限写明年份、不晚于这一天的举措；只写到年或月的，算到那一年、那一月的最后一天
// parameters: {date: "日期，如 2025-12-31", region: 只看这个地区（可不填）, skip: 跳过前几行（可不填）, limit: 至多几行（可不填）}
// defaults: {region: "", skip: 0, limit: 100}
// example: {date: "2025-12-31", region: "", skip: 0, limit: 100}
// columns: {document: 文件, region: 地区, section: 章节, number: 编号, title: 任务, lead: 牵头, responsible: 责任, supporting: 配合, deadlines: 时限, quote: 原文, page: 页, cell: 单元格, id: 举措标识, found: 共有}
CALL {
  MATCH (d:Document {region: $region})
  RETURN d
  UNION ALL
  UNWIND CASE $region WHEN '' THEN [1] ELSE [] END AS everywhere
  MATCH (d:Document)
  RETURN d
}
WITH d, size([due IN d.due_dates WHERE due <= $date]) AS size WHERE d.loaded AND size > 0
WITH d, size, d.title AS title, d.region AS region, d.id AS key ORDER BY title, region, key
// 从头取够这一页的文件，其余只计数
WITH collect(d) AS documents, collect(size) AS sizes, sum(size) AS found
UNWIND range(0, reduce(k = [0, 0], n IN sizes | CASE WHEN k[0] < $skip + $limit THEN [k[0] + n, k[1] + 1] ELSE k END)[1] - 1) AS place
WITH documents[place] AS d, place, found
MATCH (m:Measure {document: d.id}) WHERE m.due <= $date
WITH d, m, place, found, m.start AS at ORDER BY place, at SKIP $skip LIMIT $limit
MATCH (m)<-[:HAS_MEASURE]-(t:Task)
RETURN d.title AS document, d.region AS region, t.section AS section, t.number AS number, t.title AS title,
  m.lead AS lead, m.responsible AS responsible, m.supporting AS supporting, m.deadlines AS deadlines, m.text AS quote,
  m.page AS page, m.cell AS cell, m.id AS id, found AS found
ORDER BY place, at
