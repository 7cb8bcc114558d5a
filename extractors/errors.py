"""Errors that a person using 政图 can act on."""

import errno

# What the system says in English; of anything else only its number is told.
REASONS = {
    errno.EACCES: "没有权限", errno.EPERM: "没有权限", errno.EROFS: "磁盘是只读的", errno.ENOSPC: "磁盘已满",
    errno.ENOENT: "没有这个文件或文件夹", errno.EEXIST: "已有同名的文件",
    errno.EISDIR: "这是文件夹", errno.ENOTDIR: "路径里有一段不是文件夹", errno.ENAMETOOLONG: "名称太长",
    errno.EBUSY: "正被别的程序使用", errno.EIO: "磁盘读写出错", errno.EMFILE: "打开的文件太多",
}  # fmt: skip


def reason(error: OSError) -> str:
    """Why the system refused, in Chinese."""
    return REASONS.get(error.errno or 0) or f"系统错误 {error.errno}"


class UserError(Exception):
    """A mistake or an obstacle on the user's side; ``str(error)`` is one line of Chinese that says what to do.

    The command line prints it and exits with 1. Anything else that is raised is a fault of ours.
    """


class UnreadableFile(UserError):
    """A file that cannot be read as a plan: missing, empty, binary, encrypted, damaged, too large."""
