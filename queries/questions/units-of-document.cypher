// title: 一份文件里有哪些单位，各承担几项
// about: 标题里有这些字，或文号是它的文件；按牵头项数、再按总项数排列
// parameters: {document: 标题里的字，或文号}
// defaults: {}
// example: {document: "新郑市"}
// columns: {document: 文件, unit: 单位, kind: 种类, lead: 牵头, responsible: 责任, supporting: 配合, total: 共}
MATCH (d:Document {loaded: true}) WHERE d.title CONTAINS $document OR d.doc_number = $document
MATCH (m:Measure {document: d.id})-[a:LED_BY|RESPONSIBLE|SUPPORTED_BY]->(u:Unit)
WITH d, u, type(a) AS role
RETURN d.title AS document, u.name AS unit, u.kind AS kind,
  sum(CASE role WHEN 'LED_BY' THEN 1 ELSE 0 END) AS lead,
  sum(CASE role WHEN 'RESPONSIBLE' THEN 1 ELSE 0 END) AS responsible,
  sum(CASE role WHEN 'SUPPORTED_BY' THEN 1 ELSE 0 END) AS supporting,
  count(*) AS total
ORDER BY document, lead DESC, total DESC, unit
