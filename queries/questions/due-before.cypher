// title: 哪些任务要在某个日期之前完成
// about: 时限写明日期、不晚于这一天的举措；只写到年或月的，同年、同月的也算
// parameters: {date: "日期，如 2025-12-31", region: 只看这个地区（可不填）}
// defaults: {region: ""}
// example: {date: "2025-12-31", region: ""}
// columns: {document: 文件, region: 地区, section: 章节, number: 编号, title: 任务, lead: 牵头, responsible: 责任, supporting: 配合, deadlines: 时限, quote: 原文, page: 页, id: 举措标识}
MATCH (d:Document {loaded: true}) WHERE $region = '' OR d.region = $region
MATCH (m:Measure {document: d.id})
WHERE any(due IN coalesce(m.deadline_dates, []) WHERE due STARTS WITH '2' AND due <= substring($date, 0, size(due)))
MATCH (m)<-[:HAS_MEASURE]-(t:Task)
OPTIONAL MATCH (m)-[a:LED_BY|RESPONSIBLE|SUPPORTED_BY]->(:Unit)
WITH d, t, m, a ORDER BY a.position
WITH d, t, m, collect({role: type(a), unit: a.raw}) AS units
RETURN d.title AS document, d.region AS region, t.section AS section, t.number AS number, t.title AS title,
  [u IN units WHERE u.role = 'LED_BY' | u.unit] AS lead,
  [u IN units WHERE u.role = 'RESPONSIBLE' | u.unit] AS responsible,
  [u IN units WHERE u.role = 'SUPPORTED_BY' | u.unit] AS supporting,
  m.deadlines AS deadlines, m.text AS quote, m.page AS page, m.id AS id
ORDER BY document, m.start
