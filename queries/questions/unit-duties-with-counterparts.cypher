// title: 这个单位和它上下级的对口单位牵头、负责、配合哪些任务
// about: 同 unit-duties，另加列出的对口单位（如 市工信局 与 市科工信局）；zhengtu unit --counterparts 会自己找出它们
// parameters: {unit: "单位名称，如 市工信局", counterparts: 别的地区里对口单位的名称, region: 只看这个地区（可不填）}
// defaults: {region: ""}
// example: {unit: "市工信局", counterparts: ["市科工信局"], region: ""}
// columns: {unit: 单位, government: 地区, role: 角色, document: 文件, section: 章节, number: 编号, title: 任务, deadlines: 时限, quote: 原文, responsibility: 责任分工, page: 页, id: 举措标识}
MATCH (u:Unit)
WHERE u.name IN [$unit] + $counterparts AND ($region = '' OR u.government = $region)
MATCH (u)<-[a:LED_BY|RESPONSIBLE|SUPPORTED_BY]-(m:Measure)
MATCH (m)<-[:HAS_MEASURE]-(t:Task)
MATCH (d:Document {id: m.document})
RETURN u.name AS unit, u.government AS government,
  CASE type(a) WHEN 'LED_BY' THEN 'lead' WHEN 'RESPONSIBLE' THEN 'responsible' ELSE 'supporting' END AS role,
  d.title AS document, t.section AS section, t.number AS number, t.title AS title, m.deadlines AS deadlines,
  m.text AS quote, m.responsibility_text AS responsibility, m.page AS page, m.id AS id
ORDER BY government, unit, role, document, m.start
