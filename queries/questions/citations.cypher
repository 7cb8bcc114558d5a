// title: 一份文件引用了哪些文件，又被哪些文件引用
// about: 标题里有这些字，或文号是它的文件；方向一栏写明是引用还是被引用
// parameters: {document: 标题里的字，或文号}
// defaults: {}
// example: {document: "新郑市"}
// columns: {document: 文件, direction: 方向, other: 另一份文件, other_number: 文号, loaded: 已读入}
MATCH (d:Document) WHERE d.title CONTAINS $document OR d.doc_number = $document
MATCH (d)-[c:CITES]-(o:Document)
RETURN d.title AS document, CASE WHEN startNode(c) = d THEN '引用' ELSE '被引用' END AS direction,
  o.title AS other, o.doc_number AS other_number, o.loaded AS loaded
ORDER BY document, direction, c.position
