// title: 一个单位在下级有哪些对口单位
// about: 下级方案里做同样工作的单位；先用 zhengtu compare 上级 下级 --keep 把比对结果存入图
// parameters: {unit: "上级单位的名称，如 市工信局", region: 只看这个上级地区（可不填）, skip: 跳过前几行（可不填）, limit: 至多几行（可不填）}
// defaults: {region: "", skip: 0, limit: 100}
// example: {unit: "市工信局", region: "", skip: 0, limit: 100}
// columns: {unit: 上级单位, region: 上级, counterpart: 对口单位, lower: 下级, score: 把握, reasons: 理由, id: 单位标识, found: 共有}
MATCH (u:Unit {name: $unit})<-[r:COUNTERPART_OF]-(o:Unit) WHERE $region = '' OR u.government = $region
WITH u.government AS region, o.government AS lower, o.name AS name, o.id AS id, r ORDER BY region, lower, name
WITH collect({region: region, lower: lower, name: name, id: id, r: r}) AS rows
UNWIND rows[$skip..$skip + $limit] AS row
WITH row.region AS region, row.lower AS lower, row.name AS name, row.id AS id, row.r AS r, size(rows) AS found
RETURN $unit AS unit, region AS region, name AS counterpart, lower AS lower, r.score AS score, r.reasons AS reasons,
  id AS id, found AS found
ORDER BY region, lower, counterpart
