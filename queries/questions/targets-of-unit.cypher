// title: 一个单位要完成哪些目标
// about: 这个单位牵头、负责或配合的举措里提出的目标值
// parameters: {unit: "单位名称，如 市城建局", region: 只看这个地区（可不填）}
// defaults: {region: ""}
// example: {unit: "市城管局", region: ""}
// columns: {document: 文件, region: 地区, section: 章节, number: 编号, title: 任务, indicator: 指标, kind: 种类, comparator: 比较, bound: 界, value: 数值, value_high: 上端, unit: 计量单位, year: 目标年, base_year: 基期年, base_value: 基期值, scope: 范围, quote: 原文, page: 页, id: 目标标识}
MATCH (u:Unit {name: $unit}) WHERE $region = '' OR u.government = $region
MATCH (u)<-[:LED_BY|RESPONSIBLE|SUPPORTED_BY]-(m:Measure)-[:SETS]->(g:Target)
WITH DISTINCT g
MATCH (d:Document {id: g.document})
OPTIONAL MATCH (t:Task {id: coalesce(g.task, '')})
RETURN d.title AS document, d.region AS region, coalesce(t.section, []) AS section, t.number AS number, t.title AS title,
  g.indicator AS indicator, g.kind AS kind, g.comparator AS comparator, g.bound AS bound, g.value AS value,
  g.value_high AS value_high, g.unit AS unit, g.year AS year, g.base_year AS base_year, g.base_value AS base_value,
  g.scope AS scope, g.text AS quote, g.page AS page, g.id AS id
ORDER BY document, g.position
