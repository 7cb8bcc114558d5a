// title: 图里有哪些文件
// about: 已读入的文件，连同任务、举措、目标的数目
// parameters: {}
// defaults: {}
// example: {}
// columns: {region: 地区, document: 文件, doc_number: 文号, issuer: 发文机关, issued_on: 日期, tasks: 任务, measures: 举措, targets: 目标, source: 来源, id: 文件标识}
MATCH (d:Document {loaded: true})
RETURN d.region AS region, d.title AS document, d.doc_number AS doc_number, d.issuer AS issuer,
  d.issued_on AS issued_on,
  COUNT { MATCH (t:Task {document: d.id}) } AS tasks,
  COUNT { MATCH (m:Measure {document: d.id}) } AS measures,
  COUNT { MATCH (g:Target {document: d.id}) } AS targets,
  d.source AS source, d.id AS id
ORDER BY region, issued_on, document
