// title: 这个单位和它上下级的对口单位牵头、负责、配合哪些任务
// about: 同 unit-duties，另加列出的对口单位（如 市工信局 与 市科工信局）；zhengtu unit --counterparts 会自己找出它们
// parameters: {unit: "单位名称，如 市工信局", counterparts: 别的地区里对口单位的名称, region: 只看这个地区（可不填）, skip: 跳过前几行（可不填）, limit: 至多几行（可不填）}
// defaults: {region: "", skip: 0, limit: 100}
// example: {unit: "市工信局", counterparts: ["市科工信局"], region: "", skip: 0, limit: 100}
// columns: {unit: 单位, government: 地区, role: 角色, document: 文件, section: 章节, number: 编号, title: 任务, deadlines: 时限, quote: 原文, responsibility: 责任分工, page: 页, cell: 单元格, id: 举措标识, found: 共有}
UNWIND [$unit] + $counterparts AS name
WITH DISTINCT name
MATCH (u:Unit {name: name}) WHERE $region = '' OR u.government = $region
MATCH (u)<-[i:INVOLVES]-(:Document)
WITH u, sum(i.lead + i.responsible + i.supporting) AS size, u.government AS government, u.name AS name
WITH u, size, government, name ORDER BY government, name
// 从头取够这一页的单位，其余只计数
WITH collect(u) AS units, collect(size) AS sizes, sum(size) AS found
UNWIND range(0, reduce(k = [0, 0], n IN sizes | CASE WHEN k[0] < $skip + $limit THEN [k[0] + n, k[1] + 1] ELSE k END)[1] - 1) AS place
WITH units[place] AS u, place, found
MATCH (u)<-[a:LED_BY|RESPONSIBLE|SUPPORTED_BY]-(m:Measure)
MATCH (d:Document {id: m.document})
WITH u, m, place, found, d.title AS document, m.start AS at, m.id AS id,
  CASE type(a) WHEN 'LED_BY' THEN 'lead' WHEN 'RESPONSIBLE' THEN 'responsible' ELSE 'supporting' END AS role
ORDER BY place, role, document, at, id SKIP $skip LIMIT $limit
MATCH (m)<-[:HAS_MEASURE]-(t:Task)
RETURN u.name AS unit, u.government AS government, role AS role, document AS document, t.section AS section,
  t.number AS number, t.title AS title, m.deadlines AS deadlines, m.text AS quote,
  m.responsibility_text AS responsibility, m.page AS page, m.cell AS cell, id AS id, found AS found
ORDER BY place, role, document, at, id
