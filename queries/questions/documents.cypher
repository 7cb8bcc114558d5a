// title: 图里有哪些文件
// about: 已读入的文件，连同任务、举措、目标的数目
// parameters: {skip: 跳过前几行（可不填）, limit: 至多几行（可不填）}
// defaults: {skip: 0, limit: 100}
// example: {skip: 0, limit: 100}
// columns: {region: 地区, document: 文件, doc_number: 文号, issuer: 发文机关, issued_on: 日期, tasks: 任务, measures: 举措, targets: 目标, source: 来源, id: 文件标识, found: 共有}
MATCH (d:Document) WHERE d.loaded
WITH d.region AS region, d.issued_on AS issued_on, d.title AS document, d.id AS id
ORDER BY region, issued_on, document, id
WITH collect(id) AS ids
UNWIND ids[$skip..$skip + $limit] AS id
MATCH (d:Document {id: id})
RETURN d.region AS region, d.title AS document, d.doc_number AS doc_number, d.issuer AS issuer,
  d.issued_on AS issued_on, d.task_count AS tasks, d.measure_count AS measures, d.target_count AS targets,
  d.source AS source, d.id AS id, size(ids) AS found
ORDER BY region, issued_on, document, id
