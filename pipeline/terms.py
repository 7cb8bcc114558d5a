"""The codes of records and of the graph in the words of a policy officer."""

ROLES = {"lead": "牵头", "responsible": "责任", "supporting": "配合"}
KINDS = {
    "bureau": "部门", "party": "党委部门", "collective": "泛指", "enterprise": "企业",
    "mass organisation": "群团", "office": "办公室", "task force": "专班",
}  # fmt: skip
WARNINGS = {
    "no-tasks": "没有读到任务", "table-unread": "表格没有读成任务", "heading-unread": "编号段落没有读成条目", "responsibility-unread": "责任表述没有读出",
    "unit-unread": "单位没有读出", "quantity-unread": "数值未能判定", "task-without-unit": "任务未写明单位",
    "page-unread": "页面没有读出", "ocr-unsure": "文字识别把握不大", "sheet-unread": "工作表没有读", "number-skipped": "编号跳号", "item-unread": "条目没有读成任务",
}  # fmt: skip
